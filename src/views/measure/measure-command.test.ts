import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { measureCommand, shellWord } from './measure-command.ts';

describe('shellWord', () => {
  it.each(['factors.npy', 'my factors.npy', "it's.npy", '$(echo no).npy', '`a`;b|c&d.npy', 'ẑ é"\\.npy', '*.npy', 'a\nb.npy'])(
    'gives a shell the name %j, and nothing else',
    (name) => {
      const { stdout } = spawnSync('sh', ['-c', `printf '%s' ${shellWord(name)}`], { encoding: 'utf8' });
      expect(stdout).toBe(name);
    },
  );

  it('lets no name pass for an option', () => {
    expect(shellWord('--json')).toBe('./--json');
  });
});

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
