import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseChangelog, parseInline } from './changelog.ts';

const TEXT = `# Changelog

Notable changes.

## [Unreleased]

## [0.2.0] - 2026-11-26

Records are computed anew.

### Added

- A first thing
  that goes on in \`a line\` below.
- A [link](https://example.org/a) and **bold** words.

### Fixed

- One fault.

## 0.1.0 – 2026-10-01
- Without a group.

[0.2.0]: https://example.org/releases
`;

describe('the changelog', () => {
  it('is read version by version and group by group, continued lines joined', () => {
    const [newest, first, ...others] = parseChangelog(TEXT);
    expect(others).toEqual([]);
    expect(newest).toMatchObject({ version: '0.2.0', day: '2026-11-26', notes: [[{ text: 'Records are computed anew.' }]] });
    expect(newest!.groups).toEqual([
      {
        title: 'Added',
        items: [
          [{ text: 'A first thing that goes on in ' }, { code: 'a line' }, { text: ' below.' }],
          [{ text: 'A ' }, { text: 'link', href: 'https://example.org/a' }, { text: ' and bold words.' }],
        ],
      },
      { title: 'Fixed', items: [[{ text: 'One fault.' }]] },
    ]);
    expect(first).toEqual({ version: '0.1.0', day: '2026-10-01', notes: [[{ text: 'Without a group.' }]], groups: [] });
  });

  it('makes links of https addresses alone', () => {
    expect(parseInline('[a](javascript:alert) [b](http://example.org) _c_')).toEqual([{ text: 'a b c' }]);
  });

  it('keeps every item of any changelog of the form', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,5}$/);
    const group = fc.record({
      title: fc.constantFrom('Added', 'Changed', 'Fixed'),
      items: fc.array(word, { minLength: 1, maxLength: 3 }),
    });
    const release = fc.record({
      version: fc.stringMatching(/^\d\.\d\.\d$/),
      groups: fc.array(group, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(release, { maxLength: 3 }), (releases) => {
        const markdown = releases
          .map(({ version, groups }) =>
            [
              `## [${version}]`,
              ...groups.map(({ title, items }) => [`### ${title}`, ...items.map((item) => `- ${item}`)].join('\n')),
            ].join('\n\n'),
          )
          .join('\n\n');
        expect(parseChangelog(markdown)).toEqual(
          releases.map(({ version, groups }) => ({
            version,
            day: null,
            notes: [],
            groups: groups.map(({ title, items }) => ({ title, items: items.map((text) => [{ text }]) })),
          })),
        );
      }),
    );
  });

  it('of this repository has versions that say something', () => {
    if (existsSync('CHANGELOG.md')) expect(parseChangelog(readFileSync('CHANGELOG.md', 'utf8')).length).toBeGreaterThan(0);
  });
});
