import { describe, expect, it } from 'vitest';
import { GAP_LIMIT, uniformGap } from '../../../tests/support/kolmogorov-smirnov.ts';
import { RandomStream } from '../../core/random/stream.ts';
import { drawCosine, drawOnSphere, drawVonMisesFisher } from './von-mises-fisher.ts';

const N = 5000;

/** ∫ (1 − w²) exp(κ(w − 1)) dw. */
const primitive = (w: number, kappa: number) =>
  Math.exp(kappa * (w - 1)) * ((1 - w * w) / kappa + (2 * w) / kappa ** 2 - 2 / kappa ** 3);
const cosineCumulative = (w: number, kappa: number) =>
  (primitive(w, kappa) - primitive(-1, kappa)) / (primitive(1, kappa) - primitive(-1, kappa));

/** E cos = I_{5/2}(κ) / I_{3/2}(κ), by the recurrence of Bessel functions from I_{1/2} ∝ sinh and I_{-1/2} ∝ cosh. */
function meanCosine(kappa: number): number {
  const [sinh, cosh] = [Math.sinh(kappa), Math.cosh(kappa)];
  const threeHalves = cosh - sinh / kappa;
  return (sinh - (3 / kappa) * threeHalves) / threeHalves;
}

describe.each([1, 10, 50])('von Mises-Fisher with concentration %d', (kappa) => {
  const stream = new RandomStream('von Mises-Fisher', kappa);
  const cosines = Array.from({ length: N }, () => drawCosine(stream, kappa));

  it('has cosines of the closed-form law and mean', () => {
    expect(uniformGap(cosines.map((w) => cosineCumulative(w, kappa)))).toBeLessThan(GAP_LIMIT);
    const mean = cosines.reduce((sum, w) => sum + w, 0) / N;
    const deviation = Math.sqrt(cosines.reduce((sum, w) => sum + (w - mean) ** 2, 0) / N);
    expect(Math.abs(mean - meanCosine(kappa))).toBeLessThan((5 * deviation) / Math.sqrt(N));
  });

  it('is symmetric about its mean direction and lies on the sphere', () => {
    const direction = new Float64Array(5);
    const draw = new Float64Array(5);
    const across = new Float64Array(5);
    drawOnSphere(stream, direction);
    for (let i = 0; i < N; i++) {
      drawVonMisesFisher(stream, direction, kappa, draw);
      const dot = draw.reduce((sum, value, j) => sum + value * direction[j]!, 0);
      expect(Math.abs(draw.reduce((sum, value) => sum + value * value, 0) - 1)).toBeLessThan(1e-12);
      draw.forEach((value, j) => (across[j] = across[j]! + (value - dot * direction[j]!) / N));
    }
    for (const value of across) expect(Math.abs(value)).toBeLessThan(3 / Math.sqrt(N));
  });
});
