import { defineNoise } from '../shared/noise-codes.ts';

/** E9: codes that know nothing. */
export const gaussianNoise = defineNoise(
  {
    id: 'E9',
    title: 'Gaussian noise',
    description: 'Codes are independent standard normal, whatever the factors.',
    inPaper: true,
    reach: 'core',
  },
  (stream) => stream.normal(),
);
