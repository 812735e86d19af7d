import { describe, expect, it } from 'vitest';
import { SCORE_AXIS as axis } from './score-axis.ts';

describe('the axis of scores', () => {
  it('places the ends inside the drawing and the middle in the middle', () => {
    expect([axis.at(0), axis.at(0.5), axis.at(1)]).toEqual(['3%', '50%', '97%']);
  });

  it('clamps scores outside the axis', () => {
    expect(axis.at(-1)).toBe(axis.at(0));
    expect(axis.at(2)).toBe(axis.at(1));
  });

  it('measures widths, never negative', () => {
    expect(axis.width(0.25, 0.75)).toBe('47%');
    expect(axis.width(1, 0)).toBe('0%');
  });

  it('labels round scores from end to end', () => {
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
  });
});
