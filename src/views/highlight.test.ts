import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highlight, type Language } from './highlight.ts';

const kindOf = (text: string, language: Language, word: string) =>
  highlight(text, language).find((run) => run.text.includes(word))?.kind;

it('colours comments, words of the language and strings', () => {
  expect(kindOf('import numpy as np # arrays', 'python', '# arrays')).toBe('comment');
  expect(kindOf('for i in x: pass', 'python', 'for')).toBe('keyword');
  expect(kindOf('git clone "a b"', 'bash', '"a b"')).toBe('string');
  expect(kindOf('const a = 1;', 'javascript', 'const')).toBe('keyword');
  expect(highlight('for i in x', 'text')).toEqual([{ text: 'for i in x', kind: null }]);
});

it('loses no character, whatever the text', () => {
  const language = fc.constantFrom<Language>('bash', 'javascript', 'python', 'text');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), language, (text, language) => {
      expect(
        highlight(text, language)
          .map((run) => run.text)
          .join(''),
      ).toBe(text);
    }),
  );
});
