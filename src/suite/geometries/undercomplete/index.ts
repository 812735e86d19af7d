import { findUndercompleteFaults, separateEncoding, defineGeometry } from '../geometry.ts';
import { drawScales, encodeSeparately } from '../shared/linear-codes.ts';

/** E4: some factors are dropped. */
export const undercomplete = defineGeometry({
  id: 'E4',
  title: 'Undercomplete',
  description:
    'Fewer codes than factors: the last m factors are kept, each times a random scale with random sign; the first are dropped.',
  relation: 'elementwise-affine',
  codes: 'under',
  paperTarget: 'recovered',
  inPaper: true,
  reach: 'representative',
  variants: [{ codes: (d) => d - 1 }],
  parameters: [],
  defaultCodeCount: (d) => Math.max(1, Math.floor(d / 2)),
  findFaults: findUndercompleteFaults,
  describeEncoding({ d, m }) {
    const isDropped = (j: number) => j < d - m;
    const factors = Array.from({ length: d }, (_, j) => j);
    return separateEncoding(d, {
      recoveries: factors.map((j) => (isDropped(j) ? 'none' : 'affine')),
      decodabilities: factors.map((j) => (isDropped(j) ? 'none' : 'affine')),
      dropped: factors.filter(isDropped),
    });
  },
  encode(factors, stream, { d, m }) {
    const sources = Array.from({ length: m }, (_, i) => d - m + i);
    const scales = drawScales(stream.child('scales'), m);
    return encodeSeparately(factors, sources, (i, z) => scales[i]! * z);
  },
});
