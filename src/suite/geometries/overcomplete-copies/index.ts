import { findOvercompleteFaults, separateEncoding, defineGeometry } from '../geometry.ts';
import { drawScales, drawSources, encodeSeparately } from '../shared/linear-codes.ts';

/** E5: scaled copies, more than there are factors. */
export const overcompleteCopies = defineGeometry({
  id: 'E5',
  title: 'Overcomplete copies',
  description: 'More codes than factors: each is one factor times a random scale with random sign, every factor at least once.',
  relation: 'elementwise-affine',
  codes: 'over',
  paperTarget: 'recovered',
  inPaper: true,
  reach: 'full',
  parameters: [],
  defaultCodeCount: (d) => d + 1,
  findFaults: findOvercompleteFaults,
  describeEncoding: ({ d }) => separateEncoding(d, { duplicated: true }),
  encode(factors, stream, { d, m }) {
    const sources = drawSources(stream.child('sources'), d, m);
    const scales = drawScales(stream.child('scales'), m);
    return encodeSeparately(factors, sources, (i, z) => scales[i]! * z);
  },
});
