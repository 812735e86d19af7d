import { describe, expect, it } from 'vitest';
import { fromRows, type Matrix } from '../core/matrix.ts';
import { RandomStream } from '../core/random/stream.ts';
import { codesSvg } from './codes-svg.ts';
import { codesCsv, SAMPLE_ROWS, viewCodes } from './codes-view.ts';

function draw(columns: number): Matrix {
  const random = new RandomStream('custodes/test', 'codes-view', columns);
  const values = random.fillNormal(new Float64Array(SAMPLE_ROWS * columns));
  return fromRows(
    Array.from({ length: SAMPLE_ROWS }, (_, row) => Array.from({ length: columns }, (_, j) => values[row * columns + j]!)),
  );
}

/** Codes in the opposite order of their factors, with the opposite sign. */
function reverse({ data, rows, columns }: Matrix): Matrix {
  return fromRows(
    Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, j) => -data[(columns - 1 - j) * rows + row]!)),
  );
}

describe('the picture of codes', () => {
  const factors = draw(4);
  const view = viewCodes({ factors, codes: reverse(factors) }, 'mcc_pearson')!;

  it('matches each factor with its code', () => {
    expect(view.drawn.pairs.map(({ factor, code }) => [factor, code])).toEqual([
      [0, 3],
      [1, 2],
      [2, 1],
      [3, 0],
    ]);
    for (const { correlation } of view.drawn.pairs) expect(correlation).toBeCloseTo(-1, 10);
    expect(view.table?.correlations).toHaveLength(4);
  });

  it('goes by ranks where the leaderboard does', () => {
    expect(view.drawn.kind).toBe('Pearson');
    expect(viewCodes({ factors, codes: factors }, 'mcc_spearman')!.drawn.kind).toBe('Spearman');
  });

  it('draws the first factors of many, without a table', () => {
    const many = draw(20);
    const { drawn, table } = viewCodes({ factors: many, codes: reverse(many) }, 'r2')!;
    expect(table).toBeNull();
    expect(drawn.pairs.map(({ factor }) => factor)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is null where codes do not vary', () => {
    const constant = fromRows(Array.from({ length: SAMPLE_ROWS }, () => [1]));
    const found = viewCodes({ factors: draw(1), codes: constant }, 'mcc_pearson');
    expect(found === null || found.drawn.pairs.every(({ correlation }) => correlation === 0)).toBe(true);
  });

  it('is a CSV with a line for each row and model', () => {
    const lines = codesCsv({ Model: view, 'Must-fail twin': view }).trim().split('\n');
    expect(lines[0]).toBe('variant,row,z1,z2,z3,z4,c1,c2,c3,c4');
    expect(lines).toHaveLength(1 + 2 * SAMPLE_ROWS);
    const [, , z1, , , , , , , c4] = lines[1]!.split(',');
    expect(Number(z1)).toBeCloseTo(-Number(c4), 4);
  });

  it('is an SVG that stands alone', () => {
    const svg = codesSvg('A <title> & "more"', { Model: view });
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('<title>A &lt;title&gt; &amp; &quot;more&quot;</title>');
    expect(svg).not.toMatch(/style=|<style|NaN|undefined/);
    expect(svg.match(/class="scatter__points"/g)).toHaveLength(4);
  });
});
