import type { Cell, CellRequest } from '../suite/cell.ts';
import { certify, type Expectation } from './certification.ts';
import { claimName, type Claim } from './claims.ts';
import { mean } from '../core/statistics/mean.ts';
import type { CellScores } from './stress-scores.ts';
import { judge, summariseSeeds, type ScoreInterval, type Verdict } from './verdict.ts';
import { independentGaussian } from '../suite/dgps/independent-gaussian/index.ts';

/** The sample that stands for "large n" where a cell is graded. */
export const LARGE_SAMPLE = { n: 20_000, seeds: 3 } as const;

/** Everything that verdicts on a cell need to be judged from. */
export interface CellEvidence {
  readonly cell: Cell;
  readonly scores: CellScores;
  /** The same geometry and seeds under independent factors; absent for a cell under D1 itself. */
  readonly independent?: { readonly cell: Cell; readonly scores: CellScores };
  /** Scores at large n; absent where the cell is not graded. */
  readonly largeSample?: CellScores;
}

/** A claim in a cell: what it should be, what it is, and both verdicts. */
export interface ClaimVerdict extends ScoreInterval {
  readonly claim: Claim;
  readonly expectation: Expectation;
  /** Against the class that the metric itself claims. */
  readonly verdict: Verdict;
  /** Against the paper's target: 1 for everything that is neither entangled nor noise. */
  readonly paperVerdict: Verdict;
  /** Mean at large n for a graded cell, else null. */
  readonly largeSampleValue: number | null;
}

/** What the paper asks of every metric in this cell. */
function paperExpectation({ geometry: { paperTarget } }: Pick<Cell, 'geometry'>): Expectation {
  return paperTarget === 'entangled' ? 'unrecovered' : paperTarget;
}

/** The same geometry under independent factors, as a request; null for a cell under D1. */
export function independentCompanion({ dgp, geometry, n, d, m, geometryParameters }: Cell): CellRequest | null {
  return dgp.id === independentGaussian.id
    ? null
    : { dgp: independentGaussian.id, geometry: geometry.id, n, d, m, parameters: geometryParameters };
}

function largeSampleMean(scores: readonly (number | null)[]): number | null {
  const defined = scores.filter((score) => score !== null);
  return defined.length === scores.length ? mean(defined) : null;
}

/** Both verdicts on one claim. @param level of the interval */
export function judgeClaim(claim: Claim, evidence: CellEvidence, level: number): ClaimVerdict {
  const { cell, independent, largeSample } = evidence;
  const name = claimName(claim);
  const scores = evidence.scores[name]!;
  const expectation = certify(claim.predicates, cell.truth, claim.scope);
  const graded = largeSample === undefined ? {} : { largeSampleValue: largeSampleMean(largeSample[name]!) };
  // Where independence changes what is true of the codes, the score may well differ.
  const sameTruth = independent !== undefined && certify(claim.predicates, independent.cell.truth, claim.scope) === expectation;
  const comparison = independent === undefined ? {} : { independentScores: independent.scores[name]! };
  return {
    claim,
    expectation,
    ...summariseSeeds(scores, level),
    verdict: judge({ expectation, scores, level, ...graded, ...(sameTruth ? comparison : {}) }),
    paperVerdict: judge({ expectation: paperExpectation(cell), scores, level, ...graded, ...comparison }),
    largeSampleValue: graded.largeSampleValue ?? null,
  };
}
