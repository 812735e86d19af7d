import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { legible } from '../../core/legible.ts';
import { shellWord } from './shell.ts';

/** The words that shells make of a command line, each shell in one process. */
function wordsOf(shell: string, lines: readonly string[]): string[] {
  const { stdout, status } = spawnSync(shell, {
    input: lines.map((line) => `printf '%s\\0' ${line}\n`).join(''),
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  return stdout.split('\0').slice(0, -1);
}

const expected = (name: string) => {
  const path = legible(name).replaceAll(/[\t\n\r]/g, '\ufffd');
  return path.startsWith('-') ? `./${path}` : path;
};

describe('shellWord', () => {
  it.each(['sh', 'bash'])('gives %s one word, which is the name', (shell) => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 50, maxLength: 50 }), (names) => {
        expect(wordsOf(shell, names.map(shellWord))).toEqual(names.map(expected));
      }),
      { numRuns: 20 },
    );
  });

  it('lets no name pass for an option, and leaves a plain name plain', () => {
    expect(shellWord('--json')).toBe('./--json');
    expect(shellWord('runs/my-codes_1.npy')).toBe('runs/my-codes_1.npy');
  });

  it('holds nothing that a terminal acts on before a shell reads it', () => {
    fc.assert(
      fc.property(texts, (name) => {
        expect(shellWord(name)).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
