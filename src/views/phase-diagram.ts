import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { Verdict } from '../evaluation/verdict.ts';
import type { PublishedDiagram, PublishedPhase } from '../evaluation/documents/paper.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';

export type { PublishedDiagram };

/** What our verdicts say of a metric in a phase: worst first. `open` where an interval could not decide. */
export type PhaseStanding = 'fails' | 'lenient' | 'open' | 'holds';

/** A metric in a phase, as published and as measured. */
export interface PhaseMetric {
  readonly metric: MetricKey;
  readonly title: string;
  /** Null where the paper does not name it. */
  readonly published: 'valid' | 'invalid' | null;
  readonly standing: PhaseStanding;
  /** Whether the two contradict each other; false where either does not decide. */
  readonly contradicts: boolean;
  /** Base cells behind the standing: those with its verdicts, or all where the metric holds. */
  readonly evidence: readonly AtlasCell[];
}

/** One cell of the 3 × 3 diagram. */
export interface Phase {
  readonly row: string;
  readonly column: string;
  readonly dgps: readonly string[];
  readonly geometries: readonly string[];
  readonly cause: string;
  readonly publishedSeverity: string;
  /** By the share of the panel that fails or is lenient, in the paper's words. */
  readonly severity: string;
  /** How many of the panel fail, are lenient, are open and hold. */
  readonly counts: Readonly<Record<PhaseStanding, number>>;
  /** The paper's panel, in catalogue order. */
  readonly metrics: readonly PhaseMetric[];
}

/** The paper's metrics by our keys. Its R² has no intercept. */
const PUBLISHED_NAMES: Readonly<Partial<Record<MetricKey, string>>> = { r2_origin: 'r2' };
const PANEL: readonly MetricKey[] = [
  'mcc_pearson',
  'mcc_spearman',
  'mcc_rdc',
  'r2_origin',
  'mig',
  'dci_d',
  'dci_c',
  'infom',
  'infoc',
  'infoe',
  'tmex',
];

/** Classes of metrics that the paper names in words; the coordinate-wise ones relate single codes to single factors. */
const CLASSES: Readonly<Record<string, readonly MetricKey[]>> = {
  'all metrics': PANEL,
  'all coordinate-wise metrics': PANEL.filter((key) => !['r2_origin', 'infoe'].includes(key)),
};

const STANDINGS: Readonly<Record<Verdict, PhaseStanding>> = {
  'false-negative': 'fails',
  'false-positive': 'fails',
  confounded: 'fails',
  lenient: 'lenient',
  inconclusive: 'open',
  undefined: 'open',
  calibrated: 'holds',
};
const WORST_FIRST: readonly PhaseStanding[] = ['fails', 'lenient', 'open', 'holds'];

function names(list: readonly string[] | string, metric: MetricKey): boolean {
  if (typeof list === 'string') return CLASSES[list]?.includes(metric) ?? false;
  return list.includes(PUBLISHED_NAMES[metric] ?? metric);
}

function standMetric(metric: MetricKey, cells: readonly AtlasCell[], { valid, invalid }: PublishedPhase): PhaseMetric {
  const standing = WORST_FIRST.find((each) => cells.some(({ paperVerdict }) => STANDINGS[paperVerdict] === each)) ?? 'open';
  const published = names(valid, metric) ? 'valid' : names(invalid, metric) ? 'invalid' : null;
  return {
    metric,
    title: METRICS[metric].title,
    published,
    standing,
    contradicts:
      (published === 'valid' && (standing === 'fails' || standing === 'lenient')) ||
      (published === 'invalid' && standing === 'holds'),
    evidence: cells.filter(({ paperVerdict }) => STANDINGS[paperVerdict] === standing),
  };
}

/** 0 where nothing errs, 3 where everything does, 2 from half of the panel. */
function rateSeverity(erring: number, total: number): number {
  if (erring === 0) return 0;
  if (erring === total) return 3;
  return 2 * erring >= total ? 2 : 1;
}

/**
 * The published diagram beside ours, row by row. Ours rests on the verdicts against the paper's target, of the score that the paper uses:
 * of one-to-one matchings the mean over matched pairs.
 *
 * @param cells of the base table of the atlas
 */
export function arrangePhases(
  { rows, columns, severity, cells: phases }: PublishedDiagram,
  cells: readonly AtlasCell[],
): Phase[] {
  const scored = cells.filter(({ metric, part }) => part === (METRICS[metric].rankPart === 'coverage' ? 'matched' : 'score'));
  return Object.entries(rows).flatMap(([row, geometries]) =>
    Object.entries(columns).map(([column, dgps]): Phase => {
      const phase = phases[row]![column]!;
      const inside = scored.filter(({ dgp, geometry }) => dgps.includes(dgp) && geometries.includes(geometry));
      const metrics = PANEL.map((metric) =>
        standMetric(
          metric,
          inside.filter((cell) => cell.metric === metric),
          phase,
        ),
      );
      const count = (standing: PhaseStanding) => metrics.filter((each) => each.standing === standing).length;
      const counts = { fails: count('fails'), lenient: count('lenient'), open: count('open'), holds: count('holds') };
      return {
        row,
        column,
        dgps,
        geometries,
        cause: phase.cause,
        publishedSeverity: severity[phase.severity]!,
        severity: severity[rateSeverity(counts.fails + counts.lenient, PANEL.length)]!,
        counts,
        metrics,
      };
    }),
  );
}

/** Every contradiction between the published diagram and ours, phase by phase. */
export function listContradictions(phases: readonly Phase[]): { readonly phase: Phase; readonly metric: PhaseMetric }[] {
  return phases.flatMap((phase) => phase.metrics.filter(({ contradicts }) => contradicts).map((metric) => ({ phase, metric })));
}

const STANDING_WORDS: Readonly<Record<PhaseStanding, string>> = {
  fails: 'fails',
  lenient: 'lenient',
  open: 'undecided',
  holds: 'holds',
};

/** A standing in a word. */
export function describeStanding(standing: PhaseStanding): string {
  return STANDING_WORDS[standing];
}

/** “7 of 11 fail, 2 lenient, 2 hold”. */
export function describeCounts({ fails, lenient, open, holds }: Phase['counts']): string {
  const total = fails + lenient + open + holds;
  const others = [
    [lenient, 'lenient'],
    [open, 'undecided'],
    [holds, 'hold'],
  ] as const;
  return [`${fails} of ${total} fail`, ...others.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]))].join(
    ', ',
  );
}

/** Name of a row or column as a heading. */
export function phaseTitle(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
