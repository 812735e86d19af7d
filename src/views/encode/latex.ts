import { legibleLine } from '../../core/legible.ts';

/**
 * Braces are commands of their own, because BibTeX counts `\{` and `\}` as braces. Brackets and stars stand in braces, so that no command
 * before them takes them for its argument, as `\\` does. The rest prints as another character in LaTeX's oldest font encoding.
 */
const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '`': '\\textasciigrave{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '[': '{[}',
  ']': '{]}',
  '*': '{*}',
};

/** Characters that LaTeX draws as one with a second of their kind: dashes, and quotes made of apostrophes or commas. */
const LIGATURE = /([-',])(?=\1)/g;

/**
 * Text for LaTeX and for a field of BibTeX in which no character is a command, and none opens or closes anything. White space becomes
 * single spaces, and what is not legible U+FFFD. A LaTeX that does not know a letter says so by name.
 */
export function latexText(text: string): string {
  return legibleLine(text)
    .replaceAll(/[\\{}$&#%_^~`<>|[\]*]/g, (character) => SPECIAL[character]!)
    .replaceAll(LIGATURE, '$1{}');
}

/** A row of a table: its cells are LaTeX already. */
export function latexRow(cells: readonly string[]): string {
  return `${cells.join(' & ')} \\\\`;
}

/** A comment of one line. */
export function latexComment(text: string): string {
  return `% ${legibleLine(text)}`;
}
