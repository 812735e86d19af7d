import fc from 'fast-check';
import { expect, test } from 'vitest';
import { texts } from '../../../tests/support/texts.ts';
import { legible } from '../../core/legible.ts';
import { outputLine, workflowCommand } from './workflow-text.ts';

const unescaped = (text: string, extra: Readonly<Record<string, string>> = {}) =>
  text.replaceAll(/%(25|0D|0A|3A|2C)/g, (code) => ({ '%25': '%', '%0D': '\r', '%0A': '\n', ...extra })[code] ?? code);

/** As the runner of GitHub Actions reads a line: `ActionCommand.TryParseV2` of actions/runner. */
function readCommand(line: string) {
  const start = line.trimStart();
  const end = start.indexOf('::', 2);
  if (!start.startsWith('::') || end < 0) return null;
  const head = start.slice(2, end);
  const space = head.indexOf(' ');
  const list = space < 0 ? [] : head.slice(space + 1).split(',');
  const pairs = list.map((pair) => {
    const [key = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    return [key.trim(), unescaped(value, { '%3A': ':', '%2C': ',' })] as const;
  });
  return {
    name: space < 0 ? head : head.slice(0, space),
    properties: Object.fromEntries(pairs),
    text: unescaped(start.slice(end + 2)),
  };
}

test('the runner reads one command, with every text as it was', () => {
  fc.assert(
    fc.property(texts, texts, (file, text) => {
      const lines = workflowCommand('error', { file, line: 3 }, text).split(/\r\n|\r|\n/);
      expect(lines).toHaveLength(1);
      expect(readCommand(lines[0]!)).toEqual({
        name: 'error',
        properties: { file: legible(file), line: '3' },
        text: legible(text),
      });
    }),
    { numRuns: 500 },
  );
});

test('an output is one line with one name, or none at all', () => {
  fc.assert(
    fc.property(texts, (value) => {
      if (/[\r\n]/.test(value)) expect(() => outputLine('name', value)).toThrow('more than one line');
      else expect(outputLine('name', value)).toBe(`name=${value}\n`);
    }),
  );
});
