import { randomOrthonormal } from '../../random-orthonormal.ts';
import { mixedLinearEncoding } from '../shared/linear-mix.ts';
import { findMatchedFaults, findMixingFaults, defineGeometry } from '../geometry.ts';
import { encodeLinearly } from '../shared/linear-codes.ts';

/** E11: what a method finds that recovers factors up to rotation only. */
export const randomRotation = defineGeometry({
  id: 'E11',
  title: 'Random rotation',
  description: 'As many codes as factors: the factors rotated (or reflected) at random, uniformly over the orthogonal group.',
  relation: 'linear-entangled',
  codes: 'fixed',
  paperTarget: 'entangled',
  inPaper: false,
  reach: 'full',
  parameters: [],
  defaultCodeCount: (d) => d,
  findFaults: (setting) => [...findMatchedFaults(setting), ...findMixingFaults(setting)],
  describeEncoding: mixedLinearEncoding,
  encode: (factors, stream, { d }) => encodeLinearly(factors, randomOrthonormal(stream.child('matrix'), d, d)),
});
