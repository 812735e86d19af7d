import fc from 'fast-check';
import { expect, it } from 'vitest';
import { texts } from '../../tests/support/texts.ts';
import { parseXml } from '../../tests/support/xml.ts';
import { drawResultImage, type ResultImage } from './result-image.ts';

const image: ResultImage = {
  track: 'Temporal <factors>',
  method: 'A & B',
  metric: 'MCC',
  digest: '0123456789ab',
  status: 'recomputed, attested',
  score: { mean: 0.8264, lower: 0.8, upper: 0.85 },
  twin: { count: 3, mean: 0.64, lower: 0.5, upper: 0.78 },
  floor: 0.61,
  ceiling: 1,
};

it('carries the number, its interval, its twin and the digest', () => {
  const svg = drawResultImage(image);
  for (const text of [
    '0.826',
    '0.800 to 0.850',
    'Must-fail twin 0.640 (3 instances,',
    '0123456789ab, recomputed, attested',
    'A &amp; B',
  ])
    expect(svg).toContain(text);
});

it('says where a twin is missing, and keeps marks on the rule', () => {
  const svg = drawResultImage({ ...image, twin: null, score: { mean: -0.5, lower: -1, upper: 2 } });
  expect(svg).toContain('Must-fail twin not submitted');
  expect(svg).toContain('H1120"');
  expect(svg).not.toContain('NaN');
});

it('is well formed, whatever it says', () => {
  fc.assert(
    fc.property(texts, texts, (method, track) => {
      expect(parseXml(drawResultImage({ ...image, method, track })).length).toBeGreaterThan(0);
    }),
  );
});
