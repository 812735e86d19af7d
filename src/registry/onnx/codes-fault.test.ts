import { expect, test } from 'vitest';
import { codesFault } from './codes-fault.ts';

const codes = (...dims: number[]) => ({ type: 'float32', dims });

test.each([
  [codes(3, 5), null],
  [codes(3, 5), 5],
])('codes of the batch are in order', (output, expected) => {
  expect(codesFault(output, 3, expected)).toBeNull();
});

test.each([codes(5, 3), codes(3), codes(3, 0), codes(3, 1, 5), { type: 'float64', dims: [3, 5] }])(
  '%j are no codes',
  (output) => {
    expect(codesFault(output, 3)?.rule).toBe(`gives ${output.type} of shape [${output.dims.join(', ')}] for 3 rows`);
  },
);

test('another number of codes than the one that was expected is refused', () => {
  expect(codesFault(codes(3, 5), 3, 4)?.rule).toBe('gives 5 codes in place of 4');
});
