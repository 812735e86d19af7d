import type { ResultRecord } from './record.ts';
import recordSchema from './schemas/record.schema.json' with { type: 'json' };
import submissionSchema from './schemas/submission.schema.json' with { type: 'json' };
import suiteSchema from './schemas/suite.schema.json' with { type: 'json' };
import type { Submission } from './submission.ts';
import type { SuiteVersion } from './suite.ts';
import { createValidator } from './validator.ts';

/** Validators of the three kinds of document, compiled once. */
export const submissionDocument = createValidator<Submission>(submissionSchema);
export const recordDocument = createValidator<ResultRecord>(recordSchema);
export const suiteDocument = createValidator<SuiteVersion>(suiteSchema);
