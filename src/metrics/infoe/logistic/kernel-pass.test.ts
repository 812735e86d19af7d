import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../../core/random/stream.ts';
import type { ClassifiedRows } from '../logistic-objective.ts';
import { isLogisticKernelSupported, KernelPass } from './kernel-pass.ts';
import { PlainPass } from './plain-pass.ts';

const shapes = fc.record({
  n: fc.integer({ min: 1, max: 150 }),
  inputCount: fc.integer({ min: 0, max: 12 }),
  classCount: fc.integer({ min: 2, max: 20 }),
  spread: fc.constantFrom(0.1, 1, 30),
});

describe('a pass over classified rows', () => {
  it('has the same bits in plain JavaScript and in WebAssembly', () => {
    expect(isLogisticKernelSupported()).toBe(true);
    const stream = new RandomStream('test', 'pass');
    fc.assert(
      fc.property(shapes, ({ n, inputCount, classCount, spread }) => {
        const width = inputCount + 1;
        const inputs = stream.fillNormal(new Float64Array(n * width + 1));
        for (let i = 0; i <= n; i++) inputs[Math.min(i * width + inputCount, n * width)] = 1;
        const rows: ClassifiedRows = {
          inputs,
          width,
          labels: Int32Array.from({ length: n }, () => stream.below(classCount)),
          classCount,
          classWeights: Float64Array.from({ length: classCount }, () => 0.1 + stream.uniform()),
        };
        const stride = Math.ceil(classCount / 4) * 4;
        const coefficients = new Float64Array(width * stride);
        for (let j = 0; j < width; j++)
          for (let k = classCount === 2 ? 1 : 0; k < classCount; k++) coefficients[j * stride + k] = spread * stream.normal();
        const [plain, kernel] = [new PlainPass(rows, stride), new KernelPass(rows, stride)].map((pass) => {
          const gradient = new Float64Array(width * stride);
          pass.run(coefficients, gradient);
          return { gradient, sums: pass.sums.slice(), owns: pass.owns.slice() };
        });
        expect(kernel!.sums).toEqual(plain!.sums);
        // A zero may have either sign where a class stands alone.
        expect(kernel!.owns.map((own) => own + 0)).toEqual(plain!.owns.map((own) => own + 0));
        expect(kernel!.gradient).toEqual(plain!.gradient);
      }),
    );
  });
});
