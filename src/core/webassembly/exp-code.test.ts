import { describe, expect, it } from 'vitest';
import { expNonPositive } from '../exp-non-positive.ts';
import { RandomStream } from '../random/stream.ts';
import { assemble, get, i32, seq, v128 } from './assembler.ts';
import { EXP_CONSTANTS, EXP_LOCALS, expCode } from './exp-code.ts';

const TABLE = 16;

/** Two exponentials at address 0, in place. */
function pairOfExponentials(): (x: number, y: number) => readonly [number, number] {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const numbers = new Float64Array(memory.buffer);
  numbers.set(EXP_CONSTANTS, TABLE / 8);
  const body = seq(get(0), i32.const(0), v128.load(), expCode(TABLE, 1), v128.store());
  const code = assemble([{ name: 'run', parameters: ['i32'], results: [], locals: EXP_LOCALS, body }]);
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(code), { host: { memory } }).exports as {
    run(at: number): void;
  };
  return (x, y) => {
    numbers[0] = x;
    numbers[1] = y;
    run(0);
    return [numbers[0], numbers[1]];
  };
}

describe('the exponential in WebAssembly', () => {
  it('has the bits of the one in JavaScript', () => {
    const both = pairOfExponentials();
    const stream = new RandomStream('test', 'exp');
    const draw = () => -708 * stream.uniform() ** 3;
    for (const [x, y] of [[0, -708], [-0, -1], [-1e-300, -0.5], ...Array.from({ length: 5000 }, () => [draw(), draw()])] as [
      number,
      number,
    ][])
      expect(both(x, y)).toEqual([expNonPositive(x), expNonPositive(y)]);
  });
});
