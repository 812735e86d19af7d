import recordSchema from '../registry/schemas/record.schema.json' with { type: 'json' };
import submissionSchema from '../registry/schemas/submission.schema.json' with { type: 'json' };
import suiteSchema from '../registry/schemas/suite.schema.json' with { type: 'json' };
import withdrawalsSchema from '../registry/schemas/withdrawals.schema.json' with { type: 'json' };
import resultsPageSchema from './schemas/results-page.schema.json' with { type: 'json' };
import resultsSchema from './schemas/results.schema.json' with { type: 'json' };

/** Schemas of the documents that the site serves, by name below `/api/v1/schemas/`. */
export const SCHEMAS = {
  results: resultsSchema,
  'results-page': resultsPageSchema,
  record: recordSchema,
  submission: submissionSchema,
  suite: suiteSchema,
  withdrawals: withdrawalsSchema,
} as const;
