import { expect, it } from 'vitest';
import { fromRows } from '../core/matrix.ts';
import { toXml } from './encode/xml.ts';
import { drawPlane, panelsCsv, panelsDrawing, quartersOf, type Plane } from './track-panels.ts';

const factors = fromRows([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const plane: Plane = { title: 'z', axes: ['z1', 'z2'], values: factors, columns: [0, 1] };

it('cuts the plane of the first two factors at their medians', () => {
  expect(quartersOf(factors)).toEqual([0, 1, 2, 3]);
});

it('draws every row once, in the colour of its quarter', () => {
  const svg = toXml(drawPlane(plane, quartersOf(factors)));
  expect(svg.match(/M\d+ \d+h0/g)).toHaveLength(4);
  expect(svg.match(/class="quarter quarter--\d"/g)).toHaveLength(4);
});

it('survives a column that does not vary', () => {
  const flat = fromRows([
    [1, 2],
    [1, 2],
  ]);
  expect(toXml(drawPlane({ ...plane, values: flat }, quartersOf(flat)))).not.toContain('NaN');
});

it('is a file of its own, and a table', () => {
  const svg = toXml(panelsDrawing('A & B', [plane, plane], quartersOf(factors)));
  expect(svg).toContain('<title>A &amp; B</title>');
  expect(svg).toContain('xmlns');
  expect(panelsCsv([plane], quartersOf(factors), ['z1', 'z2'])).toBe('row,quarter,z1,z2\n0,1,0,0\n1,2,0,1\n2,3,1,0\n3,4,1,1\n');
});
