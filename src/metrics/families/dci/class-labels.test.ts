import { describe, expect, it } from 'vitest';
import { classesOf, MOST_CLASSES } from './class-labels.ts';

describe('a factor', () => {
  it('is classified where its values are integers', () => {
    expect(classesOf(Float64Array.of(3, -1, 0, -0, 3))).toEqual(Float64Array.of(-1, 0, 3));
  });

  it('is predicted as a number otherwise, even beside a large offset', () => {
    expect(classesOf(Float64Array.of(1, 2, 2.5))).toBeUndefined();
    expect(classesOf(Float64Array.of(60_000.25, 60_001))).toBeUndefined();
  });

  it('is predicted as a number where there are too many classes, or one', () => {
    expect(classesOf(Float64Array.from({ length: MOST_CLASSES }, (_, i) => i))).toHaveLength(MOST_CLASSES);
    expect(classesOf(Float64Array.from({ length: MOST_CLASSES + 1 }, (_, i) => i))).toBeUndefined();
    expect(classesOf(Float64Array.of(2, 2))).toBeUndefined();
  });
});
