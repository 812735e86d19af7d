import { LIMITS } from '../limits.ts';
import type { TensorFault } from './tensor-faults.ts';
import { describeSizes } from './traced-tensor.ts';

/** What a runtime says of an output before its values are copied. */
interface OutputTensor {
  readonly type: string;
  readonly dims: readonly number[];
}

/**
 * What is wrong with the codes that a model gave for `rows` observations, or null. The shape that a file declares binds nobody: the
 * runtime only warns where another one comes out.
 *
 * @param expected number of codes that the file promises, or that a record holds; null where nothing says one
 */
export function codesFault({ type, dims }: OutputTensor, rows: number, expected: number | null = null): TensorFault | null {
  const [batch, m = 0] = dims;
  if (type === 'float32' && dims.length === 2 && batch === rows && m >= 1 && m <= LIMITS.codes) {
    if (expected === null || expected === m) return null;
    // What was proved of the graph, or measured before, was proved of other codes.
    const rule = `gives ${m} codes in place of ${expected}`;
    return { rule, fix: 'export again with constant sizes and axes, so that the declared output is the one that is computed' };
  }
  return {
    rule: `gives ${type} of shape ${describeSizes(dims)} for ${rows} rows`,
    fix: `give float32 codes of shape [batch, m] with an m of 1 to ${LIMITS.codes}`,
  };
}
