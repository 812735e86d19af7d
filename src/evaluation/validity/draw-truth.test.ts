import { describe, expect, it } from 'vitest';
import { column } from '../../core/matrix.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { argsort } from '../../core/statistics/argsort.ts';
import { bottleneck } from './bottleneck.ts';
import { claimOf } from './claims.ts';
import { encode, type CodeModel, type UnrelatedModel } from './code-model.ts';
import { residualOf, sideOf } from './draw-truth.ts';
import { bent, folded, hyperbolic, swapped } from './elementwise-samplers.ts';
import { drawProduct, explainedShare, standardiseSample } from './estimate-shares.ts';
import { angles } from './group-samplers.ts';
import { lawOf, type Law } from './law.ts';
import { conditioned, directions, doubled, exact, leak, leakOfOne, lost, noise, rotation } from './linear-samplers.ts';
import { network, permuted } from './network-samplers.ts';
import type { Sampler } from './sampler.ts';

const ROWS = 20_000;
const { dressing } = claimOf(['elementwise']);

function modelOf(sampler: Sampler, law: Law, m = law.d, seed = 0): CodeModel {
  return sampler.draw({ law, m, dressing }, new RandomStream('test', seed, sampler.id))!;
}

/** The affine residual and the one of any map, from rows of independent factors alone. */
function estimate(model: Exclude<CodeModel, UnrelatedModel>, law: Law): { readonly affine: number; readonly any: number } {
  const factors = standardiseSample(drawProduct(law, ROWS));
  const codes = standardiseSample(encode(model, factors, new RandomStream('test', 'noise')));
  const shares = { affine: new Float64Array(codes.columns * law.d), any: new Float64Array(codes.columns * law.d) };
  for (let i = 0; i < codes.columns; i++) {
    const code = column(codes, i);
    const order = argsort(code);
    for (let j = 0; j < law.d; j++) {
      const factor = column(factors, j);
      const correlation = code.reduce((sum, value, k) => sum + (value * factor[k]!) / ROWS, 0);
      shares.affine[j * codes.columns + i] = 1 - correlation ** 2;
      const own = explainedShare(code, argsort(factor));
      shares.any[j * codes.columns + i] = 1 - Math.min(own, explainedShare(factor, order));
    }
  }
  const matrix = (data: Float64Array) => ({ rows: codes.columns, columns: law.d, data });
  return { affine: bottleneck(matrix(shares.affine)), any: bottleneck(matrix(shares.any)) };
}

describe('residuals of linear codes', () => {
  const samplers = [
    exact,
    leak(0.15, 'a'),
    leakOfOne(0.5, 'b'),
    noise(0.3, 'c'),
    lost(1, 'd'),
    rotation,
    conditioned,
    directions,
  ];
  it.each(samplers.map((sampler) => [sampler.id, sampler] as const))('agree with 20,000 rows: %s', (_, sampler) => {
    const law = lawOf({ dgp: 'D1' }, 4);
    const model = modelOf(sampler, law, 6);
    if (model.form === 'unrelated') throw new Error('no codes');
    const measured = estimate(model, law);
    // Three standard errors of a squared correlation are below 0.02 here, of neighbours' differences 0.03.
    expect(residualOf(model, law, 'affine-elementwise')).toBeCloseTo(measured.affine, 1);
    expect(Math.abs(residualOf(model, law, 'affine-elementwise')! - measured.affine)).toBeLessThan(0.02);
    expect(Math.abs(residualOf(model, law, 'elementwise')! - measured.any)).toBeLessThan(0.03);
  });

  it('are the share of the leak, whatever its directions, and rise with it', () => {
    const law = lawOf({ dgp: 'D5' }, 5);
    for (const share of [0.005, 0.05, 0.15, 0.4])
      for (let seed = 0; seed < 5; seed++)
        expect(residualOf(modelOf(leak(share, 'l'), law, 5, seed), law, 'affine-elementwise')).toBeCloseTo(share, 10);
  });

  it('are 1 without a code for a factor', () => {
    const law = lawOf({ dgp: 'D1' }, 4);
    expect(residualOf(modelOf(exact, law, 3), law, 'affine-elementwise')).toBe(1);
    expect(residualOf(modelOf(exact, law, 3), law, 'affine-elementwise', 'kept')).toBe(0);
    expect(residualOf(modelOf(permuted, law), law, 'informative')).toBe(1);
  });

  it('take mixes of discrete factors for mixes, though each code tells all factors apart', () => {
    const law = lawOf({ dgp: 'D6' }, 4);
    expect(residualOf(modelOf(rotation, law), law, 'elementwise')).toBeGreaterThan(0.1);
  });
});

describe('residuals of functions of single factors', () => {
  const law = lawOf({ dgp: 'D1' }, 4);

  it('know what each class allows', () => {
    expect(residualOf(modelOf(hyperbolic, law), law, 'monotone-elementwise')).toBe(0);
    expect(residualOf(modelOf(swapped, law), law, 'elementwise')).toBe(0);
    expect(residualOf(modelOf(swapped, law), law, 'monotone-elementwise')).toBeGreaterThan(0.1);
    expect(residualOf(modelOf(folded, law), law, 'elementwise')).toBeGreaterThan(0.9);
    expect(residualOf(modelOf(folded, law), law, 'measurement-structure')).toBe(0);
    expect(residualOf(modelOf(doubled, law, 8), law, 'compact')).toBe(1);
    expect(residualOf(modelOf(doubled, law, 8), law, 'modular')).toBe(0);
    expect(sideOf(modelOf(angles, law, 8), law, ['elementwise'])).toBe('failure');
  });

  it.each(['D1', 'D5', 'D6', 'D8'])('bend every factor by 30%: %s', (dgp) => {
    const bentLaw = lawOf({ dgp }, 3);
    expect(residualOf(modelOf(bent, bentLaw), bentLaw, 'affine-elementwise')).toBeCloseTo(0.3, 6);
  });

  it('cannot bend a factor with two values', () => {
    const binary = lawOf({ dgp: 'D6', parameters: { levels: 2 } }, 3);
    expect(bent.draw({ law: binary, m: 3, dressing }, new RandomStream('test'))).toBeNull();
  });
});

describe('sides', () => {
  it('count a failure on a redundant law only if the support has it too', () => {
    // Factor 2 is a function of factor 1: codes that lose it lose nothing, and lost factors are drawn among the others.
    const law = lawOf({ dgp: 'D3' }, 5);
    const weights = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (__, j) => (i === j && j !== 1 ? 1 : 0)));
    const model: CodeModel = { form: 'linear', weights, noise: [0, 1, 0, 0, 0] };
    expect(sideOf(model, law, ['monotone-elementwise'])).toBe('grey');
    expect(sideOf(modelOf(lost(1, 'lost'), law), law, ['monotone-elementwise'])).toBe('failure');
    expect(sideOf(modelOf(rotation, law), law, ['affine-elementwise'])).toBe('failure');
    expect(sideOf(modelOf(network, law), law, ['affine-elementwise'])).toBe('failure');
  });

  it('do not depend on order, sign and scale of the codes', () => {
    const law = lawOf({ dgp: 'D1' }, 3);
    const model = modelOf(leak(0.2, 'x'), law);
    if (model.form !== 'linear') throw new Error('linear');
    const changed = { ...model, weights: model.weights.toReversed().map((row, i) => row.map((weight) => weight * (i - 5))) };
    for (const predicate of ['affine-elementwise', 'modular', 'compact', 'affinely-decodable'] as const)
      expect(residualOf(changed, law, predicate)).toBeCloseTo(residualOf(model, law, predicate)!, 10);
  });
});
