import { paginate } from '../views/publication.ts';
import { RESULTS_PER_PAGE } from '../views/results-document.ts';
import { PUBLISHED } from './_registry.ts';

/** The records of the registry in pages, oldest first. */
export const RESULT_PAGES = paginate(PUBLISHED, RESULTS_PER_PAGE);
