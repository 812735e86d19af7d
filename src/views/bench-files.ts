import type { BenchReport, GrowthReport, InferenceBench, RerunBench, SiteBuildBench, SiteReport } from './bench-report.ts';

const files = import.meta.glob<unknown>('../../content/bench/*.json', { eager: true, import: 'default' });

const isOf =
  <T extends { readonly schema: string }>(schema: T['schema']) =>
  (file: unknown): file is T =>
    (file as T).schema === schema;

/** What was measured of main, the oldest report first: their names begin with the day. */
export const BENCH_REPORTS: readonly BenchReport[] = Object.keys(files)
  .toSorted()
  .map((path) => files[path])
  .filter(isOf<BenchReport>('custodes/bench/1'));

/** How times grow with sizes, as measured last; undefined before that. */
export const GROWTH: GrowthReport | undefined = Object.values(files).find(isOf<GrowthReport>('custodes/bench-growth/1'));

/** What a rerun in the page takes, as measured last. */
export const RERUN: RerunBench | undefined = Object.values(files).find(isOf<RerunBench>('custodes/bench-rerun/2'));

/** What the site of a large registry costs, as measured last. */
export const SITE_BUILD: SiteBuildBench | undefined = Object.values(files).find(
  isOf<SiteBuildBench>('custodes/bench-site-build/1'),
);

/** What encoders take on each engine, as measured last. */
export const INFERENCE: InferenceBench | undefined = Object.values(files).find(
  isOf<InferenceBench>('custodes/bench-inference/1'),
);

/** Pages, interactions and the lab, as measured last; undefined before that. */
export const SITE: SiteReport | undefined = Object.values(files).find(isOf<SiteReport>('custodes/bench-site/1'));
