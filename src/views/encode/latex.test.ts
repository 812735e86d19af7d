import { parse } from '@unified-latex/unified-latex-util-parse';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runLatex } from '../../../tests/views/tex.ts';
import { texts } from '../../../tests/support/texts.ts';
import { legibleLine } from '../../core/legible.ts';
import { latexComment, latexRow, latexText } from './latex.ts';

interface Node {
  readonly type: string;
  readonly content?: string | readonly Node[];
  readonly env?: string;
}

const NAMED: Readonly<Record<string, string>> = {
  textbackslash: '\\',
  textbraceleft: '{',
  textbraceright: '}',
  textasciicircum: '^',
  textasciitilde: '~',
  textasciigrave: '`',
  textless: '<',
  textgreater: '>',
  textbar: '|',
};

/** What LaTeX prints: text, groups, and commands that stand for a character each. */
function printed(nodes: readonly Node[]): string {
  return nodes
    .map(({ type, content }) => {
      if (type === 'whitespace') return ' ';
      if (type === 'string') return content as string;
      if (type === 'group') return printed(content as readonly Node[]);
      if (type === 'macro' && typeof content === 'string')
        return NAMED[content] ?? (/^[$&#%_]$/.test(content) ? content : `\\${content}?`);
      throw new Error(`text holds a ${type}`);
    })
    .join('');
}

const nodesOf = (text: string) => (parse(text) as unknown as Node).content as readonly Node[];

it('gives back every text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(printed(nodesOf(latexText(text)))).toBe(legibleLine(text));
    }),
    { numRuns: 500 },
  );
});

it('begins no row with what a line break before it takes for its argument', () => {
  for (const text of ['[9cm] M', '*M', '*[9cm]']) expect(latexText(text)).not.toMatch(/^[[*]/);
  fc.assert(
    fc.property(texts, (text) => {
      expect(latexRow([latexText(text), 'a'])).not.toMatch(/^\s*[[*]/);
    }),
  );
});

it('keeps a comment to one line', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(latexComment(text).split(/[\n\r]/)).toHaveLength(1);
    }),
  );
});

describe('the real LaTeX', () => {
  it('sets a table whose rows name every ASCII text, and finds two cells in each row', ({ skip }) => {
    const ascii = texts.map((text) => text.replaceAll(/[^\x20-\x7e]/g, ''));
    const rows = ['[9cm] M', '*M', '\\input{x} % & # $ _ {', ...fc.sample(ascii, { numRuns: 40, seed: 1 })];
    const table = rows.map((text) => `% a & b\n${latexRow([latexText(text), 'z'])}\n`);
    // A third cell would be an error of TeX: the table has two columns.
    const result = runLatex(`\\begin{tabular}{p{5cm}l}\n${table.join('')}\\end{tabular}`);
    if (result === null) return skip('pdflatex is not installed: apt-get install texlive-latex-base');
    expect(result).toEqual({ errors: [], pages: '1' });
  });
});
