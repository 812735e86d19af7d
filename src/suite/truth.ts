import { TOLERANCE, type FactorModel } from './dgps/dgp.ts';

/**
 * How the codes hold one factor, best first: one code is an affine, a strictly monotone, an injective function of this factor alone; a group
 * of codes that read nothing else determines it together; or nothing of these. Each up to `TOLERANCE`.
 */
export type Recovery = 'affine' | 'monotone' | 'injective' | 'group' | 'none';

/** Whether a factor can be computed from all codes together: by an affine function, by some function, or not. */
export type Decodability = 'affine' | 'function' | 'none';

/** What a geometry does, by its construction alone. */
export interface Encoding {
  /** Of each factor, before relations between factors are considered. */
  readonly recoveries: readonly Recovery[];
  readonly decodabilities: readonly Decodability[];
  /** Factors that no code reads. */
  readonly dropped: readonly number[];
  /** Whether some factor is read by more than one code. */
  readonly duplicated: boolean;
  /** Whether some code reads more than one factor. */
  readonly mixed: boolean;
  readonly noise: 'none' | 'additive' | 'pure';
  /** Whether recovery is a matter of degree: such a cell is judged by the metric's value at large n. */
  readonly graded: boolean;
}

/** What is true of factors and codes in a cell of the suite, by construction and whatever the draw. */
export interface Truth extends Encoding {
  /** Every factor is a function of the codes. */
  readonly lossless: boolean;
}

const RECOVERY_ORDER: readonly Recovery[] = ['affine', 'monotone', 'injective', 'group', 'none'];
const DECODABILITY_ORDER: readonly Decodability[] = ['affine', 'function', 'none'];

function worst<Level>(order: readonly Level[], levels: readonly Level[]): Level {
  return order[Math.max(0, ...levels.map((level) => order.indexOf(level)))]!;
}

function best<Level>(order: readonly Level[], a: Level, b: Level): Level {
  return order[Math.min(order.indexOf(a), order.indexOf(b))]!;
}

/** Every function of a factor with two values is affine. */
function refineBinary(recoveries: readonly Recovery[], { factors }: FactorModel): Recovery[] {
  return recoveries.map((recovery, j) =>
    factors[j]!.levels === 2 && (recovery === 'monotone' || recovery === 'injective') ? 'affine' : recovery,
  );
}

/**
 * Joins what the geometry does with the exact relations between the factors: a dropped factor that is a function of kept ones is
 * not lost.
 */
export function deriveTruth(encoding: Encoding, model: FactorModel): Truth {
  const recoveries = refineBinary(encoding.recoveries, model);
  const decodabilities = encoding.decodabilities.map((level, j) =>
    recoveries[j] === 'affine' && level === 'function' ? 'affine' : level,
  );
  // Each pass can only improve levels, of which there are finitely many.
  for (let changed = true; changed;) {
    changed = false;
    for (const { target, sources, form } of model.determinations) {
      const known = worst(
        DECODABILITY_ORDER,
        sources.map((source) => decodabilities[source]!),
      );
      const reached = known === 'affine' && form !== 'affine' ? 'function' : known;
      const decodability = best(DECODABILITY_ORDER, decodabilities[target]!, reached);
      const through = sources.length === 1 ? recoveries[sources[0]!]! : 'none';
      const passed = form === 'function' ? 'none' : worst(RECOVERY_ORDER, [form, through]);
      const recovery = best(RECOVERY_ORDER, recoveries[target]!, passed);
      changed ||= decodability !== decodabilities[target] || recovery !== recoveries[target];
      decodabilities[target] = decodability;
      recoveries[target] = recovery;
    }
  }
  return { ...encoding, recoveries, decodabilities, lossless: decodabilities.every((level) => level !== 'none') };
}

/** Whether a statement that fails on this share, of draws or of variance, still counts as true of the cell. */
export function isNegligible(share: number): boolean {
  return share <= TOLERANCE;
}
