import { expect, it } from 'vitest';
import { RandomStream } from '../random/stream.ts';
import { LARGEST_MODERATE, sinModerate } from '../sin-moderate.ts';
import { assemble, get, seq, v128 } from './assembler.ts';
import { SIN_LOCALS, sinCode } from './sin-code.ts';

it('takes the sine of two numbers with the bits of plain JavaScript', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const body = seq(get(0), get(0), v128.load(), sinCode(1), v128.store());
  const module = assemble([{ name: 'sine', parameters: ['i32'], results: [], locals: SIN_LOCALS, body }]);
  const { sine } = new WebAssembly.Instance(new WebAssembly.Module(module), { host: { memory } }).exports as unknown as {
    sine(at: number): void;
  };
  const numbers = new Float64Array(memory.buffer);
  const stream = new RandomStream('test', 'sin-code');
  const arguments_ = [0, -0, Math.PI, -Math.PI / 2, 1e-300, LARGEST_MODERATE, -LARGEST_MODERATE];
  for (const bound of [1, 10, LARGEST_MODERATE])
    for (let i = 0; i < 3000; i++) arguments_.push(bound * (2 * stream.uniform() - 1));
  for (let i = 0; i + 1 < arguments_.length; i += 2) {
    numbers.set([arguments_[i]!, arguments_[i + 1]!], 0);
    sine(0);
    expect([numbers[0], numbers[1]]).toEqual([sinModerate(arguments_[i]!), sinModerate(arguments_[i + 1]!)]);
  }
});
