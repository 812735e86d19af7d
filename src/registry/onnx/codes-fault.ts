import { LIMITS } from '../limits.ts';
import type { TensorFault } from './tensor-faults.ts';

/** What a runtime says of an output before its values are copied. */
interface OutputTensor {
  readonly type: string;
  readonly dims: readonly number[];
}

/**
 * What is wrong with the codes that a model gave for `rows` observations, or null. The shape that a file declares binds nobody: the
 * runtime only warns where another one comes out.
 */
export function codesFault({ type, dims }: OutputTensor, rows: number): TensorFault | null {
  const [batch, m = 0] = dims;
  if (type === 'float32' && dims.length === 2 && batch === rows && m >= 1 && m <= LIMITS.codes) return null;
  return {
    rule: `gives ${type} of shape [${dims.join(', ')}] for ${rows} rows`,
    fix: `give float32 codes of shape [batch, m] with an m of 1 to ${LIMITS.codes}`,
  };
}
