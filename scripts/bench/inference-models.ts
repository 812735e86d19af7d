import { RandomStream } from '../../src/core/random/stream.ts';
import { encoderModel, floatTensor, valueInfo } from '../../tests/registry/support/onnx-model.ts';

type Fields = Readonly<Record<string, unknown>>;

/** An encoder to time: seeded weights, so that every machine times the same file. */
export interface InferenceModel {
  readonly key: 'mlp' | 'convolutional' | 'large';
  readonly title: string;
  /** Of one observation. */
  readonly shape: readonly number[];
  readonly parameters: number;
  readonly bytes: Uint8Array;
}

const CODES = 10;
const INTS = 7;

/** Builds a chain of layers, each of which reads what the one before it wrote. */
class Chain {
  readonly #stream: RandomStream;
  readonly #nodes: Fields[] = [];
  readonly #tensors: Fields[] = [];
  #last = 'x';
  parameters = 0;

  constructor(key: string) {
    this.#stream = new RandomStream('custodes/bench-inference/1', key);
  }

  /** Uniform with the variance 2 / fan-in, which keeps the size of activations through rectifiers. */
  #weights(name: string, dims: readonly number[], fanIn: number): string {
    const count = dims.reduce((product, size) => product * size, 1);
    const bound = Math.sqrt(6 / fanIn);
    const values = Float32Array.from({ length: count }, () => bound * (2 * this.#stream.uniform() - 1));
    this.#tensors.push(floatTensor(name, dims, values));
    this.parameters += count;
    return name;
  }

  #append(opType: string, inputs: readonly string[], attribute: readonly Fields[] = []): this {
    const output = `v${this.#nodes.length}`;
    this.#nodes.push({ opType, input: [this.#last, ...inputs], output: [output], attribute });
    this.#last = output;
    return this;
  }

  dense(from: number, to: number): this {
    const place = this.#nodes.length;
    return this.#append('Gemm', [this.#weights(`w${place}`, [from, to], from), this.#weights(`b${place}`, [to], from)]);
  }

  /** Kernel 4, stride 2, padding 1: halves both sides. */
  convolution(from: number, to: number): this {
    const [kernel, fanIn] = [4, from * 16];
    const place = this.#nodes.length;
    const inputs = [this.#weights(`w${place}`, [to, from, kernel, kernel], fanIn), this.#weights(`b${place}`, [to], fanIn)];
    return this.#append('Conv', inputs, [
      { name: 'kernel_shape', ints: [kernel, kernel], type: INTS },
      { name: 'strides', ints: [2, 2], type: INTS },
      { name: 'pads', ints: [1, 1, 1, 1], type: INTS },
    ]);
  }

  rectifier(): this {
    return this.#append('Relu', []);
  }

  flatten(): this {
    return this.#append('Flatten', []);
  }

  finish(shape: readonly number[]): Uint8Array {
    this.#append('Identity', []);
    const node = this.#nodes.with(-1, { ...this.#nodes.at(-1)!, output: ['codes'] });
    return encoderModel({
      node,
      initializer: this.#tensors,
      input: [valueInfo('x', ['batch', ...shape])],
      output: [valueInfo('codes', ['batch', CODES])],
    });
  }
}

function mlp(): InferenceModel {
  const [shape, width] = [[10], 128];
  const chain = new Chain('mlp').dense(10, width).rectifier().dense(width, width).rectifier().dense(width, CODES);
  const bytes = chain.finish(shape);
  return { key: 'mlp', title: 'MLP 10–128–128–10', shape, parameters: chain.parameters, bytes };
}

/** The encoder of Locatello et al. (2019), table 3, with one grey channel. */
function convolutional(): InferenceModel {
  const shape = [1, 64, 64];
  const chain = new Chain('convolutional');
  for (const [from, to] of [
    [1, 32],
    [32, 32],
    [32, 64],
    [64, 64],
  ] as const)
    chain.convolution(from, to).rectifier();
  chain.flatten().dense(1024, 256).rectifier().dense(256, CODES);
  const bytes = chain.finish(shape);
  return { key: 'convolutional', title: 'four convolutions, 64×64', shape, parameters: chain.parameters, bytes };
}

function large(): InferenceModel {
  const [shape, width] = [[10], 3200];
  const chain = new Chain('large').dense(10, width).rectifier().dense(width, width).rectifier();
  const bytes = chain.dense(width, width).rectifier().dense(width, CODES).finish(shape);
  return { key: 'large', title: 'MLP 10–3200–3200–3200–10', shape, parameters: chain.parameters, bytes };
}

/** Encoders from small to large. */
export function inferenceModels(): InferenceModel[] {
  return [mlp(), convolutional(), large()];
}
