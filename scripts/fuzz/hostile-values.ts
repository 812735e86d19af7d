import type { RandomStream } from '../../src/core/random/stream.ts';
import { LIMITS } from '../../src/registry/limits.ts';
import { around, once, pick } from './draw.ts';

/** Pieces of strings: markup, line breaks, what is not seen, what is no character, other scripts, paths. */
const PIECES = [
  ...[
    'a',
    ' ',
    'é',
    'e\u0301',
    '漢字',
    'שלום',
    '👩‍🔬',
    '\u2800',
    '\u0301',
    '\u00a0',
    '\u200b',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00ad',
    'а',
  ],
  ...[
    '\ufffe',
    '\uffff',
    '\u{1fffe}',
    '\ud800',
    '\udfff',
    '\ue000',
    '\0',
    '\u0007',
    '\u001b[2J',
    '\n',
    '\r',
    '\t',
    '\u0085',
    '\u2028',
    '＝',
  ],
  ...[
    '<script>',
    '</title>',
    '&amp;',
    ']]>',
    '}}} @misc(x,',
    '\\input{x}',
    '[9cm]',
    '=cmd',
    '::error::',
    '```',
    '@all',
    '${x}',
    '{{x}}',
    '%00',
  ],
  ...[
    '../',
    '..\\',
    '/etc/passwd',
    'C:\\',
    'con',
    'nul',
    '.git',
    '-rf',
    '~',
    '*',
    '?',
    'A',
    '.',
    ',',
    '/',
    '"',
    "'",
    '`',
    '|',
    '$',
    '#',
  ],
] as const;

const LENGTHS = [0, 1, 2, 39, 64, 80, 100, 120, 200, 300, 500, 1000, 2000, 4000, 8000] as const;

const NUMBERS = [
  -1,
  0,
  1,
  2,
  3,
  9,
  10,
  11,
  12,
  13,
  0.5,
  1899,
  1900,
  2100,
  2101,
  999_999_999,
  2 ** 31,
  2 ** 53,
  2 ** 64,
  1e308,
  -0,
  5e-324,
] as const;

const ADDRESSES = [
  'http://example.invalid/x',
  'https://user:pass@example.invalid/x',
  'https://127.0.0.1/x',
  'javascript:alert(1)',
  'https://x',
  'ftp://a.invalid/',
];

/** A string of hostile pieces, often at the edge of a length. */
export function hostileString(stream: RandomStream): string {
  if (once(stream, 8)) return pick(stream, ADDRESSES);
  const pieces = Array.from({ length: 1 + stream.below(5) }, () => pick(stream, PIECES)).join('');
  if (once(stream, 2)) return pieces;
  const length = Math.max(0, around(stream, pick(stream, LENGTHS)));
  return once(stream, 2) ? 'x'.repeat(length) : pieces.repeat(Math.ceil(length / pieces.length)).slice(0, length);
}

/** A value of any type. */
export function hostileValue(stream: RandomStream, depth = 0): unknown {
  switch (stream.below(depth > 3 ? 3 : 7)) {
    case 0:
      return pick(stream, NUMBERS);
    case 1:
      return pick(stream, [null, true, false]);
    case 2:
    case 3:
      return hostileString(stream);
    case 4:
      return Array.from({ length: pick(stream, [0, 1, 2, 21, 101]) }, () => hostileValue(stream, depth + 2));
    case 5:
      return Object.fromEntries(
        Array.from({ length: pick(stream, [0, 1, 3]) }, () => [hostileString(stream), hostileValue(stream, depth + 1)]),
      );
    default: {
      let nested: unknown = 'x';
      for (let i = 0; i < pick(stream, [2, 60, 1000]); i++) nested = [nested];
      return nested;
    }
  }
}

/** Bytes of a file at the edge of a limit, or of none. */
export function edgeSize(stream: RandomStream): number {
  return around(stream, pick(stream, [1, 1, 1, 4096, LIMITS.manifestBytes, LIMITS.fileBytes]));
}
