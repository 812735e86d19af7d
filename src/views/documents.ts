import type { DocumentDefinition } from '../core/documents/define-document.ts';
import { metricAtlas } from '../evaluation/documents/atlas.ts';
import { differences, publishedDiagram, publishedSweeps } from '../evaluation/documents/paper.ts';
import { passports } from '../evaluation/documents/passport.ts';
import { diagnosisTrials, intervalCoverage } from '../evaluation/documents/statistics.ts';
import { addendum } from '../registry/documents/addendum.ts';
import { allowedNames } from '../registry/documents/allowed-names.ts';
import { attempt } from '../registry/documents/attempt.ts';
import { devicePreview } from '../registry/documents/device-preview.ts';
import { outcome } from '../registry/documents/outcome.ts';
import { record } from '../registry/documents/record.ts';
import { referenceRows } from '../registry/documents/reference-rows.ts';
import { settings } from '../registry/documents/settings.ts';
import { shard } from '../registry/documents/shard.ts';
import { submission } from '../registry/documents/submission.ts';
import { firstSuite, suite } from '../registry/documents/suite.ts';
import { verified, verifiedLine } from '../registry/documents/verified.ts';
import { withdrawals } from '../registry/documents/withdrawals.ts';
import { benchReport, growth } from './documents/bench-engine.ts';
import { inference } from './documents/bench-inference.ts';
import { rerun, site, siteBuild } from './documents/bench-site.ts';
import { addenda } from './documents/addenda.ts';
import { advisor } from './documents/advisor.ts';
import { board } from './documents/board.ts';
import { references } from './documents/references.ts';
import { results, resultsPage } from './documents/results.ts';
import { searchResults } from './documents/search-results.ts';

/** Every kind of JSON document that the registry writes or reads. Their schemas are served, and committed for editors. */
export const DOCUMENTS: readonly DocumentDefinition[] = [
  advisor,
  addenda,
  addendum,
  allowedNames,
  attempt,
  diagnosisTrials,
  differences,
  intervalCoverage,
  metricAtlas,
  passports,
  publishedDiagram,
  publishedSweeps,
  references,
  benchReport,
  board,
  devicePreview,
  growth,
  inference,
  outcome,
  record,
  referenceRows,
  rerun,
  results,
  resultsPage,
  searchResults,
  settings,
  shard,
  site,
  siteBuild,
  submission,
  suite,
  firstSuite,
  verified,
  verifiedLine,
  withdrawals,
].toSorted((a, b) => (a.name < b.name ? -1 : 1));
