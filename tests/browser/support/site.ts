/** Where `prepare-site.ts` puts the site under test, and the sub-path under which it is served: as a project page of GitHub. */
export const BASE_PATH = '/custodes/';
export const SITE_FOLDER = '.cache/browser-tests/site';
export const RESULTS_FOLDER = '.cache/browser-tests/results';
