import { boardDataPath, resultsPagePath } from './links.ts';
import { RESULTS_PER_PAGE } from './results-document.ts';

/** An address of the interface for programs. */
export interface ApiAddress {
  /** One example where there are many. */
  readonly path: string;
  readonly gives: string;
  /** Name of the schema of its documents; none where the format is another's. */
  readonly schema?: string;
}

/** Every address that programs may rely on. */
export const API_ADDRESSES: readonly ApiAddress[] = [
  {
    path: 'api/v1/results.json',
    gives: 'Where all results are listed: pages and leaderboards with their sizes. Start here.',
    schema: 'results',
  },
  {
    path: resultsPagePath(1),
    gives: `Up to ${RESULTS_PER_PAGE} results, oldest first, each with the address of its record; next leads on.`,
    schema: 'results-page',
  },
  {
    path: boardDataPath('linear-ica', 'json'),
    gives: 'The rows of one leaderboard, in its order; one for each track.',
    schema: 'board',
  },
  { path: boardDataPath('linear-ica', 'csv'), gives: 'The same as a table.' },
  {
    path: 'api/v1/every-eval-ever/1.jsonl',
    gives: 'The results of page 1 in the interchange schema of Every Eval Ever, one document a line.',
  },
  {
    path: 'api/v1/atlas/mcc_pearson.json',
    gives: 'All that the validity atlas holds of one metric, as committed; one for each metric.',
    schema: 'metric-atlas',
  },
  {
    path: 'api/v1/atlas/atlas.json',
    gives: 'The first volume of the atlas with all metrics; sample-sizes, factor-counts, code-counts and experiments likewise.',
  },
  {
    path: 'api/v1/advisor.json',
    gives: 'Cells of the atlas, with what each equivalence class asks of a score there.',
    schema: 'advisor',
  },
  { path: 'feed.xml', gives: 'The newest results as an Atom feed.' },
  { path: 'feed.json', gives: 'The same as a JSON Feed.' },
];
