import { mixedLinearEncoding } from '../shared/linear-mix.ts';
import { randomOrthonormal } from '../../random-orthonormal.ts';
import { findMixingFaults, findUndercompleteFaults, forEachFactor, defineGeometry } from '../geometry.ts';
import { encodeLinearly } from '../shared/linear-codes.ts';

/** E13: all factors packed into fewer codes. */
export const superposition = defineGeometry({
  id: 'E13',
  title: 'Superposition',
  description: 'Fewer codes than factors: every factor has a random unit direction in code space, and codes add them all up.',
  relation: 'linear-entangled',
  codes: 'under',
  paperTarget: 'entangled',
  inPaper: false,
  reach: 'full',
  parameters: [],
  defaultCodeCount: (d) => Math.max(1, Math.floor(d / 2)),
  findFaults: (setting) => [...findMixingFaults(setting), ...findUndercompleteFaults(setting)],
  describeEncoding(setting) {
    const encoding = mixedLinearEncoding(setting);
    // In one dimension unit directions are ±1, which is not generic: sums collide.
    return setting.m === 1 ? { ...encoding, decodabilities: forEachFactor(setting.d, 'none') } : encoding;
  },
  encode(factors, stream, { d, m }) {
    const directions = Array.from({ length: d }, (_, j) => randomOrthonormal(stream.child('direction', j), 1, m)[0]!);
    return encodeLinearly(
      factors,
      Array.from({ length: m }, (_, i) => directions.map((direction) => direction[i]!)),
    );
  },
});
