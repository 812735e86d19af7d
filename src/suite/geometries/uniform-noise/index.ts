import { defineNoise } from '../shared/noise-codes.ts';

/** E10: bounded codes that know nothing. */
export const uniformNoise = defineNoise(
  {
    id: 'E10',
    title: 'Uniform noise',
    description: 'Codes are independent and uniform on [−1, 1], whatever the factors.',
    inPaper: true,
    reach: 'full',
  },
  (stream) => 2 * stream.uniform() - 1,
);
