import { addendum } from './documents/addendum.ts';
import { record } from './documents/record.ts';
import { submission } from './documents/submission.ts';
import { firstSuite, suite } from './documents/suite.ts';
import { createValidator } from './validator.ts';

/** Validators of the kinds of document that most commands read. */
export const submissionDocument = createValidator(submission.schema);
export const recordDocument = createValidator(record.schema);
export const addendumDocument = createValidator(addendum.schema);
export const suiteDocument = createValidator(suite.schema);
export const firstSuiteDocument = createValidator(firstSuite.schema);
