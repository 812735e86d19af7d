import { describe, expect, it } from 'vitest';
import { messageFaults } from './commit-message.ts';

const rules = (text: string) => messageFaults(text).map(({ rule }) => rule);

describe('a commit’s message', () => {
  it.each([
    'metrics: add the corrected DCI',
    'registry, onnx: bound the size of initialisers\n\nA tensor of 2^31 rows ended the process.\n',
    'tests: embed the corpus\n# Please enter the commit message\n# ------------------------ >8 ------------------------\ndiff',
    'Merge branch loop',
    'Revert "metrics: add the corrected DCI"',
    'fixup! metrics: add the corrected DCI',
  ])('is right: %j', (text) => expect(messageFaults(text)).toEqual([]));

  it.each([
    ['Add the corrected DCI', 'has no scope'],
    ['Metrics: add it', 'has no scope'],
    ['metrics:add it', 'has no scope'],
    ['', 'has no scope'],
    [`metrics: ${'a'.repeat(64)}`, 'has 73 characters'],
    ['metrics: add it.', 'ends with a full stop'],
    ['metrics: added it', 'describes'],
    ['metrics: fixes it', 'describes'],
    ['metrics: removing it', 'describes'],
    ['metrics: add it\nand more', 'runs on into the second line'],
  ])('is wrong: %j', (text, rule) => expect(rules(text)).toEqual([rule]));

  it('of 72 characters is right', () => expect(rules(`metrics: ${'a'.repeat(63)}`)).toEqual([]));
});
