import Prism from 'prismjs';
import 'prismjs/components/prism-bash.js';
import 'prismjs/components/prism-python.js';

/** What a listing is written in; `text` has no colours. */
export type Language = 'bash' | 'javascript' | 'python' | 'text';

/** A run of characters of one colour. */
export interface CodeRun {
  readonly text: string;
  /** Class of its colour; null for the colour of plain text. */
  readonly kind: CodeKind | null;
}

type CodeKind = 'comment' | 'string' | 'keyword' | 'number' | 'function';

/** Prism's names of tokens that have a colour here. */
const KINDS: Readonly<Record<string, CodeKind>> = {
  comment: 'comment',
  string: 'string',
  'template-string': 'string',
  keyword: 'keyword',
  boolean: 'keyword',
  parameter: 'keyword',
  number: 'number',
  function: 'function',
  'class-name': 'function',
};

function flatten(tokens: readonly (string | Prism.Token)[], kind: CodeKind | null): CodeRun[] {
  return tokens.flatMap((token): CodeRun[] => {
    if (typeof token === 'string') return [{ text: token, kind }];
    const { type, content } = token;
    return flatten(Array.isArray(content) ? content : [content], KINDS[type] ?? kind);
  });
}

/** Cuts a listing into runs of one colour each, that together are the text. */
export function highlight(text: string, language: Language): CodeRun[] {
  if (language === 'text') return [{ text, kind: null }];
  const runs: CodeRun[] = [];
  for (const run of flatten(Prism.tokenize(text, Prism.languages[language]!), null)) {
    const last = runs.at(-1);
    if (last?.kind === run.kind) runs[runs.length - 1] = { ...run, text: last.text + run.text };
    else runs.push(run);
  }
  return runs;
}
