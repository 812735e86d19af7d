import fc from 'fast-check';
import { expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/metrics/catalogue.ts';
import { variableName } from '../lists/generated-list.ts';
import { metricKind } from './metric.ts';
import { writeScaffold } from './scaffold.ts';

const refused = (name: string) => expect(() => metricKind.scaffold(name, process.cwd())).toThrow(/^--metric: [^\n]+; [^\n]+$/);

it.each([
  ...[
    '',
    ' ',
    'My',
    'my metric',
    'my-metric',
    '_x',
    'x_',
    'x__y',
    '1x',
    '../x',
    'x/y',
    'x.ts',
    "x'",
    'größe',
    'x\n',
    '__proto__',
  ],
  ...['class', 'await', 'let', 'constructor', 'undefined', 'eval', 'con', 'nul', 'index', 'entry', 'families', 'structure'],
  ...['shd', 'sae_mcc', 'x'.repeat(41), ...METRIC_KEYS],
])('no metric is called %j', refused);

it('tells names apart that are written alike in code', () => refused('r_2'));

it('refuses in one line or scaffolds, whatever the name', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z][a-z0-9_]{0,12}$/)), (name) => {
      try {
        const { files } = metricKind.scaffold(name, process.cwd());
        expect(Object.keys(files).every((path) => path.includes(name))).toBe(true);
        expect(() => Object.keys(files).forEach((path) => new URL(path, 'https://example.org/'))).not.toThrow();
        expect(variableName(name)).toMatch(/^[a-z][A-Za-z0-9]*$/);
      } catch (error) {
        expect((error as Error).message).toMatch(/^--metric: \P{Cc}+; \P{Cc}+$/u);
      }
    }),
  );
});

it('writes nothing where a file is there already', async () => {
  const kind = { ...metricKind, scaffold: () => ({ files: { 'package.json': '{}', 'new-file.json': '{}' }, next: [] }) };
  await expect(writeScaffold(kind, 'x', process.cwd())).rejects.toThrow('package.json: is there already');
});
