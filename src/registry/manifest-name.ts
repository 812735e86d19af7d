/** The one file that every submission version has. */
export const MANIFEST_NAME = 'submission.json';
