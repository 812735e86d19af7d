import { numberOf } from '../../parameters.ts';
import { findMatchedFaults, separateEncoding, defineGeometry } from '../geometry.ts';
import { drawScales, encodeSeparately } from '../shared/linear-codes.ts';

/** E1: what affine-elementwise recovery looks like. */
export const permutationScale = defineGeometry({
  id: 'E1',
  title: 'Permuted and scaled',
  description:
    'Each code is one factor times a random scale with random sign (magnitude 0.5 to 2), optionally shifted, in random order.',
  relation: 'elementwise-affine',
  codes: 'fixed',
  paperTarget: 'recovered',
  inPaper: true,
  reach: 'core',
  variants: [{ parameters: { shift: 3 } }],
  parameters: [
    {
      type: 'real',
      name: 'shift',
      description: 'Magnitude of the shift of each code; its sign is random.',
      default: 0,
      minimum: 0,
    },
  ],
  defaultCodeCount: (d) => d,
  findFaults: findMatchedFaults,
  describeEncoding: ({ d }) => separateEncoding(d),
  encode(factors, stream, { d, parameters }) {
    const sources = [...stream.child('permutation').permutation(d)];
    const scales = drawScales(stream.child('scales'), d);
    const shift = numberOf(parameters, 'shift');
    const signs = stream.child('shifts');
    const shifts = sources.map(() => shift * signs.sign());
    return encodeSeparately(factors, sources, (i, z) => scales[i]! * z + shifts[i]!);
  },
});
