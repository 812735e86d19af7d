import { describe, expect, it } from 'vitest';
import { BOARD_LAWS } from './simulated-boards.ts';
import { studySize } from './size-study.ts';

/** `npm run -s inference-checks` draws ten times as many. */
const BOARDS = 60;

describe('a board of rows without a true order', () => {
  it.each(BOARD_LAWS.filter(({ kind, rows }) => kind === 'size' && rows <= 10).map((law) => [law.name, law] as const))(
    'is seldom separated: %s',
    (_, law) => {
      const { error } = studySize(law, BOARDS);
      expect(error).toBeLessThanOrEqual(0.05 + 3 * Math.sqrt((0.05 * 0.95) / BOARDS));
    },
  );

  it('is separated far too often where the trainings of a level depend on each other: the assumption that is printed with p', () => {
    const law = BOARD_LAWS.find(({ name }) => name.includes('always agree'))!;
    expect(studySize(law, BOARDS).error).toBeGreaterThan(0.1);
  });
});
