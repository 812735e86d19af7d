import type { DeviceFacts } from '../registry/device-preview.ts';

/** What a time depends on, without naming the machine. */
export interface MachineFacts {
  readonly processor: string;
  /** Processors that the process might use. */
  readonly cores: number;
  readonly memory_gib: number;
  readonly platform: string;
  readonly node: string;
}

/** Rows, factors and codes of a benchmark. */
export interface BenchSize {
  readonly n: number;
  readonly d: number;
  readonly m: number;
}

/** Medians over some runs of one thing. `cpu_seconds` is processor time of all threads. */
export interface BenchFigure {
  readonly seconds: number;
  readonly cpu_seconds: number;
  readonly runs: number;
}

/** A ratio with its 95% interval; without one where there is only one pair. */
export interface Ratio {
  readonly ratio: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly pairs: number;
}

/** The time of the scikit-learn yardstick, run in turn with ours on the same arrays. */
export interface ReferenceFigure {
  readonly seconds: number;
  readonly cpu_seconds: number;
  readonly cpu_by_metric: Readonly<Record<string, number>>;
  /** Processor time of the yardstick over that of ours, one thread each. */
  readonly ratio: Ratio;
  /** Seconds of the yardstick over those of ours on several threads. */
  readonly ratio_threads: Ratio;
}

/** One panel on one pair of arrays. */
export interface PanelFigures {
  readonly single: BenchFigure;
  readonly threads: BenchFigure;
  readonly reference: ReferenceFigure | null;
}

/** Everything measured at one size. */
export interface SizeFigures extends BenchSize {
  /** Every group of metrics on its own, what groups share being computed for each. */
  readonly groups: readonly (BenchFigure & { readonly keys: readonly string[] })[];
  readonly panel: PanelFigures;
  readonly panel_with_rdc: Omit<PanelFigures, 'reference'>;
  readonly peak_mb: { readonly single: number; readonly threads: number };
}

/** The grid of the paper, and some of its cells beside the yardstick. */
export interface GridFigures {
  readonly cells: number;
  readonly single: BenchFigure;
  readonly threads: BenchFigure;
  readonly sample: (PanelFigures & { readonly cells: number }) | null;
}

/** `content/bench/report-….json`: derived by `npm run bench`, never edited. */
export interface BenchReport {
  readonly schema: 'custodes/bench/1';
  /** Null where the working tree differed from its commit. */
  readonly engine_commit: string | null;
  /** Day of the measurement, as in 2026-11-25. */
  readonly measured_on: string;
  readonly machine: MachineFacts;
  readonly workers: number;
  readonly sizes: readonly SizeFigures[];
  readonly grid: GridFigures | null;
}

export type GrowthAxis = 'n' | 'd' | 'm';

/** Exponents of time against one size, the others being held. */
export interface GroupGrowth extends Readonly<Record<GrowthAxis, number>> {
  readonly keys: readonly string[];
}

/** `content/bench/growth.json`: derived by `npm run bench -- growth`, never edited. */
export interface GrowthReport {
  readonly schema: 'custodes/bench-growth/1';
  readonly machine: MachineFacts;
  /** Sizes along each axis. */
  readonly axes: Readonly<Record<GrowthAxis, readonly BenchSize[]>>;
  readonly groups: readonly GroupGrowth[];
}

/** A rerun in the page. */
export interface RerunTimes {
  /** From the click to the outcome, median. */
  readonly seconds: number;
  /** Longest task that held up the page meanwhile, in milliseconds; 0 where none took more than 50. */
  readonly longest_task_ms: number;
  /** Most memory of the page's process, its worker included; null where the system does not tell. */
  readonly peak_bytes: number | null;
}

/** What `npm run bench -- rerun` finds: the rerun of all models of a typical record, without the twin's. */
export interface RerunBench {
  readonly schema: 'custodes/bench-rerun/2';
  readonly machine: MachineFacts;
  readonly track: string;
  readonly models: number;
  /** Rows of each draw. */
  readonly n: number;
  /** Numbers of factors that the models meet. */
  readonly d: readonly number[];
  /** The same in a process of Node, from its start, median. */
  readonly node_seconds: number;
  /** With an empty cache. */
  readonly first: RerunTimes;
  /** With runtime and model in the browser's cache. */
  readonly again: RerunTimes;
  /** For each track, all models of one of its records in the page, from the browser's cache. */
  readonly tracks: readonly { readonly id: string; readonly models: number; readonly seconds: number }[];
}

/** What `npm run bench -- site-build` finds: the site of so many synthetic records. */
export interface SiteBuildBench {
  readonly schema: 'custodes/bench-site-build/1';
  readonly machine: MachineFacts;
  readonly records: number;
  readonly seconds: number;
  /** Processor time, which other work on the machine does not stretch as much; null where the system does not tell. */
  readonly cpu_seconds: number | null;
  /** Most memory that the build held; null where the system does not tell. */
  readonly peak_bytes: number | null;
  readonly files: number;
  readonly bytes: number;
  /** Heaviest page, compressed. */
  readonly heaviest: { readonly page: string; readonly bytes: number };
  /** The search index, compressed. */
  readonly search_bytes: number;
}

/** What Lighthouse scores. */
export const SITE_CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

export type SiteCategory = (typeof SITE_CATEGORIES)[number];

/** Scores of one page under one form factor, 0 to 100: medians over the repeats. */
export interface SitePage {
  /** Kind of page, such as “Leaderboard”. */
  readonly kind: string;
  /** Address within the site. */
  readonly page: string;
  readonly form: 'mobile' | 'desktop';
  readonly scores: Readonly<Record<SiteCategory, number>>;
  /** Audits that cost something, worst first. */
  readonly below: readonly string[];
}

/** The longest time from an event of one interaction to the next frame, with the processor slowed down. */
export interface SiteInteraction {
  readonly page: string;
  readonly action: string;
  /** Median over the repeats. Shorter ones than browsers tell of, 16 ms, count 0. */
  readonly milliseconds: number;
}

/** From a change of the lab's form to the scores of all fast metrics on the page, n = 1,000, d = 5, at full speed. */
export interface LabTimes {
  /** With the start of the worker and the compilation of the engine. */
  readonly first: number;
  /** Median of the draws after the first. */
  readonly further: number;
  readonly draws: number;
}

/** `content/bench/site.json`: derived by `npm run bench -- site`, never edited. */
export interface SiteReport {
  readonly schema: 'custodes/bench-site/1';
  /** Day of the measurement, as in 2026-11-25. */
  readonly measured_on: string;
  readonly machine: MachineFacts;
  /** Name and version of the browser. */
  readonly browser: string;
  readonly repeats: number;
  readonly pages: readonly SitePage[];
  /** How much slower than the machine the processor was made for interactions. */
  readonly slowdown: number;
  readonly interactions: readonly SiteInteraction[];
  readonly lab: LabTimes;
}

/** What encodes: the reference, the native runtime on one thread and on all, and devices. */
export type InferenceEngine = 'wasm' | 'cpu-1' | 'cpu' | 'webgpu' | 'cuda';

/** One encoder on one engine. */
export interface InferenceFigure {
  readonly batch_rows: number;
  /** Rows that a run made: fewer than n where its time was up, more where n took no time. */
  readonly rows: number;
  readonly runs: number;
  /** Median over the runs. */
  readonly samples_per_second: number;
}

/** `content/bench/inference.json`: derived by `npm run bench -- inference`, never edited. */
export interface InferenceBench {
  readonly schema: 'custodes/bench-inference/1';
  readonly machine: MachineFacts;
  /** Rows of an evaluation. */
  readonly n: number;
  /** Every engine; the reason why one did not run, or null. */
  readonly engines: readonly { readonly engine: InferenceEngine; readonly reason: string | null }[];
  readonly devices: readonly DeviceFacts[];
  readonly models: readonly {
    readonly key: string;
    readonly title: string;
    readonly shape: readonly number[];
    readonly parameters: number;
    readonly figures: Readonly<Partial<Record<InferenceEngine, InferenceFigure>>>;
  }[];
}
