import { zeros } from '../../core/matrix.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import { forEachFactor, separateEncoding, type Geometry } from './geometry.ts';

function noiseCodes(id: 'E9' | 'E10', title: string, description: string, draw: (stream: RandomStream) => number): Geometry {
  return {
    id,
    title,
    description,
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

/** E9: codes that know nothing. */
export const gaussianNoise = noiseCodes(
  'E9',
  'Gaussian noise',
  'Codes are independent standard normal, whatever the factors.',
  (stream) => stream.normal(),
);

/** E10: bounded codes that know nothing. */
export const uniformNoise = noiseCodes(
  'E10',
  'Uniform noise',
  'Codes are independent and uniform on [−1, 1], whatever the factors.',
  (stream) => 2 * stream.uniform() - 1,
);
