import { cos, sin } from '../../core/mathematics.ts';
import type { ElementwiseModel, ScalarCode } from './code-model.ts';
import { drawScales, shuffled, type Sampler } from './sampler.ts';

type Part = Pick<ScalarCode, 'apply' | 'form'>;

/** Several codes share out each factor. @param parts of one factor */
function sharedOut(id: string, words: string, parts: (points: Float64Array) => readonly Part[]): Sampler {
  return {
    id,
    words,
    draw(setting, stream): ElementwiseModel | null {
      const { law, m } = setting;
      const groups = Array.from({ length: law.d }, (_, j) => parts(law.points(j)));
      const k = groups[0]?.length ?? 0;
      if (k === 0 || m < k * law.d) return null;
      const scales = drawScales(setting, stream);
      const codes = Array.from({ length: m }, (_, i): ScalarCode => {
        const source = i % law.d;
        const { apply, form } = groups[source]![Math.floor(i / law.d) % k]!;
        return { source, form, apply: (z) => scales[i]! * apply(z) };
      });
      return { form: 'elementwise', codes: shuffled(codes, stream) };
    },
  };
}

/** Sine and cosine of each factor, one radian a standard deviation. */
export const angles = sharedOut('groups-angles', 'share out each factor between its sine and cosine', () => [
  { form: 'folding', apply: sin },
  { form: 'folding', apply: cos },
]);

const INTERVALS = 4;

/** Copies of each factor that are zero outside an interval of their own. */
export const intervals = sharedOut('groups-intervals', `share out each factor between ${INTERVALS} intervals`, (points) => {
  const bounds = Array.from({ length: INTERVALS - 1 }, (_, k) => points[Math.floor(((k + 1) * points.length) / INTERVALS)]!);
  return Array.from({ length: INTERVALS }, (_, k): Part => ({
    form: 'folding',
    apply: (z) => (bounds.filter((bound) => z > bound).length === k ? z : 0),
  }));
});
