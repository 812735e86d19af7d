import { describe, expect, it } from 'vitest';
import { assemble, branchIf, f64, get, i32, loop, set, type FunctionDefinition } from './assembler.ts';

function run(definition: Omit<FunctionDefinition, 'name'>, ...parameters: readonly number[]): number {
  const module = new WebAssembly.Module(assemble([{ name: 'main', ...definition }]));
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { main } = new WebAssembly.Instance(module, { host: { memory } }).exports;
  return (main as (...parameters: readonly number[]) => number)(...parameters);
}

describe('the assembler', () => {
  it.each([0, 1, -1, 63, 64, -64, -65, 127, 128, 2 ** 20, -(2 ** 20), 2 ** 31 - 1, -(2 ** 31)])(
    'writes the integer %i',
    (value) => {
      expect(run({ parameters: [], results: ['i32'], locals: [], body: i32.const(value) })).toBe(value);
    },
  );

  it.each([0, -0, 1e-7, -2.5, 1 - 2 ** -20, 2 ** 52 + 1])('writes the number %d', (value) => {
    expect(run({ parameters: [], results: ['f64'], locals: [], body: f64.const(value) })).toBe(value);
  });

  it('numbers locals after parameters, and repeats a loop while told to', () => {
    // Sum of 1 … n, with offsets of more than one byte on the way through memory.
    const [n, sum] = [0, 1];
    const body = [
      ...loop(
        [...get(sum), ...get(n), ...i32.add, ...set(sum)],
        [...get(n), ...i32.const(1), ...i32.sub, ...set(n)],
        [...get(n), ...i32.const(0), ...i32.ne, ...branchIf(0)],
      ),
      ...[...i32.const(8), ...get(sum), ...i32.store(1000)],
      ...[...i32.const(0), ...i32.load(1008)],
    ];
    expect(run({ parameters: ['i32'], results: ['i32'], locals: ['i32'], body }, 200)).toBe(20_100);
  });
});
