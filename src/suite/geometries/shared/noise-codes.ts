import { zeros } from '../../../core/matrix.ts';
import type { RandomStream } from '../../../core/random/stream.ts';
import { forEachFactor, separateEncoding, type Geometry } from '../geometry.ts';

/** What differs between geometries whose codes know nothing of the factors. */
type NoiseParts<Id extends string> = Pick<Geometry<Id>, 'id' | 'title' | 'description' | 'inPaper' | 'reach'>;

/** A geometry whose codes are independent draws, whatever the factors. @param draw one code of one row */
export function defineNoise<const Id extends string>(
  parts: NoiseParts<Id>,
  draw: (stream: RandomStream) => number,
): Geometry<Id> {
  return {
    ...parts,
    relation: 'null',
    codes: 'free',
    paperTarget: 'null',
    parameters: [],
    defaultCodeCount: (d) => d,
    findFaults: ({ m }) => (m >= 1 ? [] : [{ path: 'm', rule: `is ${m}`, fix: 'give at least 1' }]),
    describeEncoding: ({ d }) =>
      separateEncoding(d, {
        recoveries: forEachFactor(d, 'none'),
        decodabilities: forEachFactor(d, 'none'),
        dropped: Array.from({ length: d }, (_, j) => j),
        noise: 'pure',
      }),
    encode(factors, stream, { m }) {
      const n = factors.rows;
      const codes = zeros(n, m);
      for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) codes.data[j * n + i] = draw(stream);
      return codes;
    },
  };
}
