/** A piece of a line of the changelog. */
export type ChangelogText =
  { readonly text: string } | { readonly code: string } | { readonly text: string; readonly href: string };

/** One version of the changelog. */
export interface Release {
  /** “0.2.0” or “Unreleased”. */
  readonly version: string;
  /** ISO 8601; null before the release. */
  readonly day: string | null;
  /** Paragraphs between the version's heading and its first group. */
  readonly notes: readonly (readonly ChangelogText[])[];
  /** “Added”, “Changed”, “Fixed” and so on, each with its items. */
  readonly groups: readonly { readonly title: string; readonly items: readonly (readonly ChangelogText[])[] }[];
}

const RELEASE = /^## \[?([^\]\s]+)\]?(?:\([^)]*\))?(?: *[-–] *(\d{4}-\d{2}-\d{2}))?/;
const GROUP = /^### +(.+?) *$/;
const ITEM = /^\s*[-*] +(.*)$/;
const INLINE = /`([^`]+)`|\[([^\]]+)\]\((https:\/\/[^)\s]+)\)/;

/** Code and https links of a line; other marks are taken off. */
export function parseInline(line: string): ChangelogText[] {
  const found = INLINE.exec(line);
  const plain = (text: string): ChangelogText[] => {
    const words = text
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/\*\*|__/g, '')
      .replaceAll(/(^|\W)[*_](\S[^*_]*?)[*_](?=\W|$)/g, '$1$2');
    return words === '' ? [] : [{ text: words }];
  };
  if (found === null) return plain(line);
  const [whole, code, text, href] = found;
  const piece: ChangelogText = code !== undefined ? { code } : { text: text!, href: href! };
  return [...plain(line.slice(0, found.index)), piece, ...parseInline(line.slice(found.index + whole.length))];
}

/** Lines of a section as blocks: an item or a paragraph, each joined with the lines that continue it. */
function blocksOf(lines: readonly string[]): { isItem: boolean; text: string }[] {
  const blocks: { isItem: boolean; text: string }[] = [];
  let isOpen = false;
  for (const line of lines) {
    const item = ITEM.exec(line);
    if (line.trim() === '') isOpen = false;
    else if (item) blocks.push({ isItem: true, text: item[1]! });
    else if (isOpen) blocks.at(-1)!.text += ` ${line.trim()}`;
    else blocks.push({ isItem: false, text: line.trim() });
    if (line.trim() !== '') isOpen = true;
  }
  return blocks;
}

/** Splits lines before each that matches, the part before the first match left out. */
function split(lines: readonly string[], heading: RegExp): { match: RegExpExecArray; lines: string[] }[] {
  const parts: { match: RegExpExecArray; lines: string[] }[] = [];
  for (const line of lines) {
    const match = heading.exec(line);
    if (match) parts.push({ match, lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  return parts;
}

/**
 * Reads a changelog in the form of keepachangelog.com, newest version first as it stands. What is before the first version and the
 * addresses of links at the end are left out, and so is a version that says nothing.
 */
export function parseChangelog(markdown: string): Release[] {
  const lines = markdown.split(/\r?\n/).filter((line) => !/^\[[^\]]+\]: /.test(line));
  return split(lines, RELEASE)
    .map(({ match, lines: own }): Release => {
      const first = own.findIndex((line) => GROUP.test(line));
      const opening = first === -1 ? own : own.slice(0, first);
      return {
        version: match[1]!,
        day: match[2] ?? null,
        notes: blocksOf(opening).map(({ text }) => parseInline(text)),
        groups: split(own, GROUP).map((group) => ({
          title: group.match[1]!,
          items: blocksOf(group.lines).map(({ text }) => parseInline(text)),
        })),
      };
    })
    .filter(({ notes, groups }) => notes.length > 0 || groups.some(({ items }) => items.length > 0));
}
