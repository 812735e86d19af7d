import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DGPS } from '../../src/suite/dgps/catalogue.ts';
import { GEOMETRIES } from '../../src/suite/geometries/catalogue.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';
import { variableName } from '../lists/generated-list.ts';
import { dgpKind } from './dgp.ts';
import { geometryKind } from './geometry.ts';
import { trackKind } from './track.ts';

const HOSTILE = [
  '',
  ' ',
  'My',
  'a b',
  '_x',
  'x_',
  'x__y',
  '-x',
  'x--y',
  '1x',
  '../x',
  'x/y',
  'x.ts',
  "x'",
  'größe',
  'x\n',
  '__proto__',
];
const RESERVED = ['class', 'await', 'constructor', 'undefined', 'eval', 'con', 'list', 'catalogue', 'x'.repeat(41)];
const SUITE = [...DGPS, ...GEOMETRIES].map(({ id }) => id);

describe.each([
  {
    kind: dgpKind,
    taken: [...SUITE, 'shared', 'dgp', 'dgps', 'sparse', 'linear_scm', 'my-dgp', 'D9'],
    sample: /^[a-z][a-z0-9_]{0,12}$/,
  },
  {
    kind: geometryKind,
    taken: [...SUITE, 'shared', 'geometry', 'superposition', 'sparse', 'E15'],
    sample: /^[a-z][a-z0-9_]{0,12}$/,
  },
  {
    kind: trackKind,
    taken: [...TRACKS.map(({ id }) => id), 'track', 'chunks', 'sources', 'sprites', 'my_track'],
    sample: /^[a-z][a-z0-9-]{0,12}$/,
  },
])('--$kind.option', ({ kind, taken, sample }) => {
  const scaffold = (name: string) => kind.scaffold(name, process.cwd());

  it.each([...HOSTILE, ...RESERVED, ...taken])('is not called %j, and says so in a line', (name) =>
    expect(() => scaffold(name)).toThrow(new RegExp(`^--${kind.option}: [^\\n]+; [^\\n]+$`)),
  );

  it('refuses in one line or gives files of its own name, whatever the name', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(sample)), (name) => {
        try {
          const { files, changed } = scaffold(name);
          expect(changed).toBeUndefined();
          expect(Object.keys(files).every((path) => path.includes(name.replaceAll('_', '-')))).toBe(true);
          expect(variableName(name)).toMatch(/^[a-z][A-Za-z0-9]*$/);
        } catch (error) {
          expect((error as Error).message).toMatch(/^--[a-z]+: \P{Cc}+; \P{Cc}+$/u);
        }
      }),
    );
  });
});

it('tells who forgot the name of a submission how to enter a track', () =>
  expect(() => trackKind.scaffold('linear-ica', process.cwd())).toThrow('npm run -s new -- <slug> --track linear-ica'));

it('names nothing by a number, so that two pull requests cannot take the same one', () => {
  for (const kind of [dgpKind, geometryKind]) {
    const [first, second] = ['heavy_tails', 'copula'].map((name) =>
      Object.values(kind.scaffold(name, process.cwd()).files).join(),
    );
    expect([first!.includes("id: 'heavy_tails'"), second!.includes("id: 'copula'")]).toEqual([true, true]);
  }
});
