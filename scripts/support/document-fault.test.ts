import { expect, test } from 'vitest';
import { documentFault } from './document-fault.ts';

test.each([
  ['feed.xml', '<feed><title>Bad \uffff title</title></feed>', 'disallowed character'],
  ['feed.xml', '<feed><title>R &d; D</title></feed>', 'entity'],
  ['feed.xml', '<feed>', 'unclosed tag'],
  ['r/0/badge.svg', '<svg>\u0001</svg>', 'disallowed character'],
  ['a.json', '{"a": }', 'Unexpected token'],
  ['a.jsonl', '{}\n{"a": }\n', 'Unexpected token'],
  ['a.json', '{"schema":"custodes/withdrawals/1","withdrawals":[]}', 'names null for its schema'],
  [
    'a.json',
    '{"$schema":"https://example.org/api/v1/schemas/withdrawals.json","schema":"custodes/withdrawals/1"}',
    'lacks "withdrawals"',
  ],
  ['index.html', '<p>x</p><script type="application/ld+json">{"a": }</script>', 'Unexpected token'],
])('%s with %j is no such document', (name, text, fault) => {
  expect(documentFault(name, text)).toContain(fault);
});

test.each([
  ['feed.xml', '<?xml version="1.0" encoding="utf-8"?>\n<feed><title>R &amp; D \u{1f600}</title></feed>\n'],
  ['a.json', '{}'],
  [
    'a.json',
    '{"$schema":"https://example.org/api/v1/schemas/withdrawals.json","schema":"custodes/withdrawals/1","withdrawals":[]}',
  ],
  ['a.jsonl', '{}\n{}\n'],
  ['index.html', '<script type="application/ld+json">{"a":1}</script>'],
  ['model.onnx', '\0'],
])('%s with %j is one', (name, text) => {
  expect(documentFault(name, text)).toBeNull();
});
