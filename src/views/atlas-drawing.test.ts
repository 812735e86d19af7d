import { expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { outlineVerdicts } from './atlas-drawing.ts';
import { arrangeGrids, GRID_STEP, placeMark } from './atlas-grid.ts';

const place = (geometry: string, dgp: string, verdict: 'calibrated' | 'lenient') =>
  createAtlasCell({ geometry, dgp, verdict, paperVerdict: 'undefined' });
const { marks } = arrangeGrids(
  [
    place('E1', 'D1', 'calibrated'),
    place('E1', 'D2', 'calibrated'),
    place('E1', 'D3', 'lenient'),
    place('E3', 'D1', 'calibrated'),
    place('E3', 'D3', 'calibrated'),
  ],
  ['D1', 'D2', 'D3'],
);
const own = marks.get('r2')!;
const rectangle = (line: number, column: number, width: number) => {
  const { x, y } = placeMark({ line, column });
  return `M${x} ${y}h${width * GRID_STEP}v${GRID_STEP}H${x}z`;
};

it('joins neighbours of one verdict, and nothing over a gap or another verdict', () => {
  expect(outlineVerdicts(own, 'claim')).toEqual([
    { verdict: 'calibrated', path: rectangle(0, 0, 2) + rectangle(1, 0, 1) + rectangle(1, 2, 1) },
    { verdict: 'lenient', path: rectangle(0, 2, 1) },
  ]);
});

it('follows the target', () => {
  expect(outlineVerdicts(own, 'paper')).toEqual([
    { verdict: 'undefined', path: rectangle(0, 0, 3) + rectangle(1, 0, 1) + rectangle(1, 2, 1) },
  ]);
});
