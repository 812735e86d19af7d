import type { CodeDimension, DiagnosedGeometry } from './documents/diagnosis.ts';

export type { CodeDimension, DiagnosedGeometry };

/** What was found of one code that depends on the factors; shares of its variance. */
export interface CodeEvidence {
  /** Factor that explains most. */
  readonly factor: number;
  /** Squared correlation with that factor. */
  readonly affine: number;
  /** Ranks of the code from a monotone function of that factor. */
  readonly monotone: number;
  /** Ranks of the code from any function of that factor. */
  readonly own: number;
  /** What all factors explain beyond that one, linearly or not; 0 where `own` leaves nothing over. */
  readonly leak: number;
  /** All factors, linearly. */
  readonly linear: number;
  /** What nonlinear functions of all factors add to `linear`. */
  readonly curvature: number;
  /** What nothing explains. */
  readonly noise: number;
}

/** Between the two bounds a quantity decides nothing. */
interface Threshold {
  readonly below: number;
  readonly above: number;
}

/**
 * All in shares of variance. Up to 0.02 counts as nothing: metrics move by less than the margin of verdicts. Noise at a signal-to-noise ratio of 20
 * is 0.048.
 */
const LEAK: Threshold = { below: 0.02, above: 0.035 };
const NOISE: Threshold = { below: 0.02, above: 0.035 };
const NOT_AFFINE: Threshold = { below: 0.01, above: 0.015 };
const NOT_MONOTONE: Threshold = { below: 0.02, above: 0.04 };
const NOT_LINEAR: Threshold = { below: 0.01, above: 0.015 };
/** Share of what a linear function of all factors leaves over that a flexible one explains. */
const CURVED: Threshold = { below: 0.05, above: 0.1 };

/** A quantity this many times above or below its threshold is as clear as one can be. */
const CLEAR_FACTOR = 4;
const SMALLEST_QUANTITY = 1e-9;

/** A way down the questions: each answer is as clear as its quantity is far from the threshold. */
class Decisions {
  #clearest = 1;
  #open = false;

  /** Whether the quantity exceeds its threshold. Between the bounds the whole diagnosis is open. */
  exceeds(quantity: number, { below, above }: Threshold): boolean {
    if (quantity > below && quantity < above) this.#open = true;
    const ratio = quantity >= above ? quantity / above : below / Math.max(quantity, SMALLEST_QUANTITY);
    this.#clearest = Math.min(this.#clearest, Math.max(0, Math.min(1, (ratio - 1) / (CLEAR_FACTOR - 1))));
    return quantity >= above;
  }

  conclude(geometry: DiagnosedGeometry): { readonly geometry: DiagnosedGeometry; readonly confidence: number } {
    return this.#open ? { geometry: 'ambiguous', confidence: 0 } : { geometry, confidence: this.#clearest };
  }
}

function largest(codes: readonly CodeEvidence[], quantity: (code: CodeEvidence) => number): number {
  return Math.max(...codes.map(quantity));
}

function judgeSeparate(codes: readonly CodeEvidence[], decisions: Decisions): DiagnosedGeometry {
  if (
    decisions.exceeds(
      largest(codes, ({ noise }) => noise),
      NOISE,
    )
  )
    return 'noisy';
  const isFolded = ({ own, monotone }: CodeEvidence) => own - monotone >= NOT_MONOTONE.above;
  if (
    decisions.exceeds(
      largest(codes, ({ own, monotone }) => own - monotone),
      NOT_MONOTONE,
    )
  ) {
    const readers = Map.groupBy(codes, ({ factor }) => factor);
    return codes.filter(isFolded).every(({ factor }) => readers.get(factor)!.length > 1) ? 'groups' : 'elementwise-nonlinear';
  }
  const curved = decisions.exceeds(
    largest(codes, ({ affine }) => 1 - affine),
    NOT_AFFINE,
  );
  return curved ? 'elementwise-monotone' : 'elementwise-affine';
}

function judgeMixed(codes: readonly CodeEvidence[], blocks: number, decisions: Decisions): DiagnosedGeometry {
  const linear = !decisions.exceeds(
    largest(codes, (code) => 1 - code.linear),
    NOT_LINEAR,
  );
  if (!linear) {
    const left = codes.reduce((sum, code) => sum + 1 - code.linear, 0);
    const explained = codes.reduce((sum, { curvature }) => sum + curvature, 0);
    if (!decisions.exceeds(explained / left, CURVED)) return 'noisy';
  }
  if (blocks > 1) return 'block';
  return linear ? 'linear-entangled' : 'nonlinear-entangled';
}

/**
 * Goes down the taxonomy: does anything depend on the factors, does each code read one factor, and by what kind of function?
 *
 * @param codes those that depend on the factors
 * @param blocks sets of factors that no code joins, factors that no code reads counting too
 */
export function judgeGeometry(
  codes: readonly CodeEvidence[],
  blocks: number,
): { readonly geometry: DiagnosedGeometry; readonly confidence: number } {
  const decisions = new Decisions();
  if (codes.length === 0) return decisions.conclude('null');
  const mixed = decisions.exceeds(
    largest(codes, ({ leak }) => leak),
    LEAK,
  );
  return decisions.conclude(mixed ? judgeMixed(codes, blocks, decisions) : judgeSeparate(codes, decisions));
}
