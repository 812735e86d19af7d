import { describe, expect, it } from 'vitest';
import { measureCommand } from './measure-command.ts';

describe('measureCommand', () => {
  it('leaves out what is the default', () => {
    const files = { factors: 'Z.npy', codes: 'C.npy' };
    expect(measureCommand({ ...files, seed: 0, split: 'ordered' })).toBe(
      'npm run -s measure -- --factors Z.npy --codes C.npy --json',
    );
    expect(measureCommand({ ...files, seed: 3, split: 'seeded' })).toBe(
      'npm run -s measure -- --factors Z.npy --codes C.npy --seed 3 --split seeded --json',
    );
  });
});
