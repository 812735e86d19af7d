import { describe, expect, it } from 'vitest';
import { drawResultImage, drawSocialImage, wrapText } from './social-image.ts';

describe('wrapText', () => {
  it('breaks at spaces, and says where something is left out', () => {
    expect(wrapText('one two three', 7, 3)).toEqual(['one two', 'three']);
    expect(wrapText('one two, three four', 8, 1)).toEqual(['one two …']);
    expect(wrapText('unbreakable', 3, 2)).toEqual(['unbreakable']);
    expect(wrapText('', 3, 2)).toEqual([]);
  });
});

it('holds what it says as text', () => {
  const svg = drawSocialImage({ kicker: 'Metric', title: 'R² < 1 & more', lines: ['a'] });
  expect(svg).toContain('R² &lt; 1 &amp; more');
  expect(svg).toMatch(/width="1200" height="630"/);
});

describe('the image of a result', () => {
  const image = {
    track: 'Temporal <factors>',
    method: 'A & B',
    metric: 'MCC',
    digest: '0123456789ab',
    status: 'verified',
    score: { mean: 0.8264, lower: 0.8, upper: 0.85 },
    twin: { mean: 0.64, lower: null, upper: null },
    floor: 0.61,
    ceiling: 1,
  } as const;

  it('carries the number, its interval, its twin and the digest', () => {
    const svg = drawResultImage(image);
    for (const text of [
      '0.826',
      '0.800 to 0.850',
      'Must-fail twin 0.640',
      '0123456789ab, verified',
      'A &amp; B',
      '&lt;factors&gt;',
    ])
      expect(svg).toContain(text);
  });

  it('says where a twin is missing, and keeps marks on the rule', () => {
    const svg = drawResultImage({ ...image, twin: null, score: { mean: -0.5, lower: -1, upper: 2 } });
    expect(svg).toContain('Must-fail twin not submitted');
    expect(svg).toContain('H1120"');
    expect(svg).not.toContain('NaN');
  });
});
