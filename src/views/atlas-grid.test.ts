import { describe, expect, it } from 'vitest';
import { createAtlasCell } from '../../tests/views/atlas-fixture.ts';
import { arrangeGrids, findMarkAt, placeMark, stepFrom, verdictOf } from './atlas-grid.ts';

const COLUMNS = ['D1', 'D2', 'D3'];
const cells = [
  createAtlasCell({ dgp: 'D1', geometry: 'E1' }),
  createAtlasCell({ dgp: 'D3', geometry: 'E1' }),
  createAtlasCell({ dgp: 'D1', geometry: 'E3' }),
  createAtlasCell({ dgp: 'D2', geometry: 'E3', metric: 'mig' }),
];

describe('the small multiples of a table', () => {
  const grids = arrangeGrids(cells, COLUMNS);

  it('have the same lines for every metric, and leave out what is not followed', () => {
    expect(grids.lines.map(({ geometry }) => geometry)).toEqual(['E1', 'E3']);
    expect(grids.marks.get('r2')!.map(({ line, column }) => [line, column])).toEqual([
      [0, 0],
      [0, 2],
      [1, 0],
    ]);
    expect(grids.marks.get('mig')).toHaveLength(1);
    expect(grids.marks.has('sap')).toBe(false);
  });

  it('are walked with the arrow keys, over gaps, and end at their edges', () => {
    const marks = grids.marks.get('r2')!;
    const [first, third, below] = marks as [(typeof marks)[0], (typeof marks)[0], (typeof marks)[0]];
    expect(stepFrom(marks, first, 'ArrowRight')).toBe(third);
    expect(stepFrom(marks, third, 'ArrowRight')).toBe(third);
    expect(stepFrom(marks, third, 'ArrowDown')).toBe(third);
    expect(stepFrom(marks, third, 'Home')).toBe(first);
    expect(stepFrom(marks, first, 'End')).toBe(third);
    expect(stepFrom(marks, first, 'ArrowDown')).toBe(below);
    expect(stepFrom(marks, below, 'ArrowUp')).toBe(first);
    expect(stepFrom(marks, third, 'ArrowLeft')).toBe(first);
  });

  it('place cells in lines and columns', () => {
    const [first, third] = grids.marks.get('r2')!.map(placeMark);
    expect(third!.y).toBe(first!.y);
    expect(third!.x).toBeGreaterThan(first!.x);
  });

  it('are found by a point in them, and nothing is found beside them', () => {
    const marks = grids.marks.get('r2')!;
    for (const mark of marks) {
      const { x, y } = placeMark(mark);
      expect(findMarkAt(marks, x + 1, y + 1)).toBe(mark);
    }
    const { x, y } = placeMark({ line: 0, column: 1 });
    expect(findMarkAt(marks, x + 1, y + 1)).toBeUndefined();
    expect(findMarkAt(marks, 0, 0)).toBeUndefined();
  });
});

it('names a setting only where one geometry has several', () => {
  const changed = (geometry: string, parameters: Record<string, number>) =>
    createAtlasCell({ table: 'variants', geometry, parameters });
  const { lines } = arrangeGrids(
    [changed('E8', { frequency: 1 }), changed('E8', { k: 4 }), changed('E1', { shift: 3 })],
    COLUMNS,
  );
  expect(lines).toEqual([
    { geometry: 'E8', setting: 'frequency 1' },
    { geometry: 'E8', setting: 'k 4' },
    { geometry: 'E1', setting: '' },
  ]);
});

it('shows either verdict', () => {
  const cell = createAtlasCell({ verdict: 'calibrated', paperVerdict: 'lenient' });
  expect(verdictOf(cell, 'claim')).toBe('calibrated');
  expect(verdictOf(cell, 'paper')).toBe('lenient');
});
