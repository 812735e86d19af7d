import type { SuiteContent, SuiteTree } from '../documents/suite.ts';

/** Version of the suite that this engine computes. It changes with every release; what a record rests on is its track's part. */
export const SUITE_VERSION = '0.3.0';

/** A version of the suite, of any format. */
export interface SuiteVersion {
  readonly version: string;
  /** For citation; of the format in which the version was frozen. */
  readonly digest: string;
  readonly tree: SuiteTree;
  readonly content: SuiteContent;
}
