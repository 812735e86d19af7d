import type { Fault } from '../../../core/input-error.ts';
import { cos, ln, sin } from '../../../core/mathematics.ts';
import { zeros, type Matrix } from '../../../core/matrix.ts';
import type { RandomStream } from '../../../core/random/stream.ts';
import { TOLERANCE, type FactorProperties } from '../../dgps/dgp.ts';
import { centralHalfWidth, unexplainedShare } from '../../dgps/shared/marginals.ts';
import { numberOf } from '../../parameters.ts';
import { GUARANTEED_DEVIATIONS } from '../../scalar-functions.ts';
import { isNegligible, type Encoding, type Recovery } from '../../truth.ts';
import { forEachFactor, separateEncoding, defineGeometry, type GeometrySetting } from '../geometry.ts';

const PAIR = 2;

/** Half a turn over the guaranteed range. */
const DEFAULT_FREQUENCY = Math.PI / GUARANTEED_DEVIATIONS;

/** Share of an interval's width by which each bound is moved at random, so that no interval is ever nearly empty. */
const JITTER = 0.5;

/** What counts as one: a standard deviation where that is more, so that a wide factor is not wound around the circle. */
function unitOf({ standardDeviation }: FactorProperties): number {
  return Math.max(1, standardDeviation);
}

/** k − 1 increasing bounds in factor units: jittered equal shares of the logistic function of the factor. */
function drawBounds(stream: RandomStream, k: number): number[] {
  return Array.from({ length: k - 1 }, (_, i) => {
    const share = (i + 1 + JITTER * (stream.uniform() - 0.5)) / k;
    return ln(share / (1 - share));
  });
}

function encodePairs(factors: Matrix, order: readonly number[], { model, parameters }: GeometrySetting): Matrix {
  const n = factors.rows;
  const codes = zeros(n, PAIR * order.length);
  order.forEach((source, position) => {
    const frequency = numberOf(parameters, 'frequency') / unitOf(model.factors[source]!);
    for (let row = 0; row < n; row++) {
      const angle = frequency * factors.data[source * n + row]!;
      codes.data[PAIR * position * n + row] = sin(angle);
      codes.data[(PAIR * position + 1) * n + row] = cos(angle);
    }
  });
  return codes;
}

function encodeIntervals(
  factors: Matrix,
  order: readonly number[],
  stream: RandomStream,
  k: number,
  { model }: GeometrySetting,
): Matrix {
  const n = factors.rows;
  const codes = zeros(n, k * order.length);
  order.forEach((source, position) => {
    const bounds = drawBounds(stream.child('bounds', position), k);
    const divisor = unitOf(model.factors[source]!);
    for (let row = 0; row < n; row++) {
      const value = factors.data[source * n + row]!;
      const interval = bounds.filter((bound) => value / divisor > bound).length;
      codes.data[(k * position + interval) * n + row] = value;
    }
  });
  return codes;
}

/** The pair is injective over half a turn to either side, its sine alone is monotone over a quarter turn and nearly affine at low frequencies. */
function recoverFromPair(factor: FactorProperties, frequency: number): Recovery {
  const scaled = frequency / unitOf(factor);
  if (isNegligible(unexplainedShare(factor.points, (z) => sin(scaled * z)))) return 'affine';
  const reach = scaled * centralHalfWidth(factor.points, 1 - TOLERANCE);
  if (reach <= Math.PI / 2) return 'monotone';
  return reach <= Math.PI ? 'group' : 'none';
}

function describePairs({ d, model, parameters }: GeometrySetting): Encoding {
  const frequency = numberOf(parameters, 'frequency');
  const recoveries = model.factors.map((factor) => recoverFromPair(factor, frequency));
  const decodability = (recovery: Recovery) => (recovery === 'none' || recovery === 'affine' ? recovery : 'function');
  return separateEncoding(d, { recoveries, decodabilities: recoveries.map(decodability), duplicated: true });
}

/** E8: several codes share out one factor and read nothing else. */
export const disjointGroups = defineGeometry({
  id: 'E8',
  title: 'Disjoint groups',
  description:
    'k codes for each factor: its sine and cosine for k = 2, else copies that are each zero outside an interval of their own. No code reads two factors.',
  relation: 'groups',
  codes: 'fixed',
  codesPerFactor: 'k',
  paperTarget: 'recovered',
  inPaper: true,
  reach: 'full',
  variants: [{ parameters: { frequency: 1 } }, { parameters: { k: 4 } }],
  parameters: [
    { type: 'integer', name: 'k', description: 'Number k of codes for each factor.', default: PAIR, minimum: PAIR, maximum: 100 },
    {
      type: 'real',
      name: 'frequency',
      description:
        'Angle of one unit of the factor (of one standard deviation where that is more) for k = 2; π/8 keeps sine and cosine injective on ±8, the paper has 1.',
      default: DEFAULT_FREQUENCY,
      above: 0,
    },
  ],
  defaultCodeCount: (d, parameters) => numberOf(parameters, 'k') * d,
  findFaults({ d, m, parameters, model }) {
    const k = numberOf(parameters, 'k');
    const faults: Fault[] = [];
    if (m !== k * d)
      faults.push({ path: 'm', rule: `is ${m} for ${d} factors with k = ${k}`, fix: 'leave m out: it is k times d' });
    if (k !== PAIR && parameters['frequency'] !== DEFAULT_FREQUENCY)
      faults.push({ path: 'frequency', rule: `changes nothing for k = ${k}`, fix: 'leave it out, or take k = 2' });
    if (model.factors.some(({ standardDeviation }) => standardDeviation === Infinity))
      faults.push({ path: 'functions', rule: 'give a factor without variance', fix: 'give functions own, or another geometry' });
    return faults;
  },
  describeEncoding(setting) {
    // Interval codes add up to their factor.
    return numberOf(setting.parameters, 'k') === PAIR
      ? describePairs(setting)
      : separateEncoding(setting.d, { recoveries: forEachFactor(setting.d, 'group'), duplicated: true });
  },
  encode(factors, stream, setting) {
    const order = [...stream.child('permutation').permutation(setting.d)];
    const k = numberOf(setting.parameters, 'k');
    return k === PAIR ? encodePairs(factors, order, setting) : encodeIntervals(factors, order, stream, k, setting);
  },
});
