import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Where texts are encoded for a format: a module each, tested against a parser of that format. */
const ENCODERS = /^src\/(views\/encode\/|runtime\/github\/workflow-text\.ts)/;
/** Texts that are hostile on purpose. */
const HOSTILE = /^scripts\/fuzz\/|\.test\.ts$/;

/** What code that escapes text for some format writes. */
const ESCAPING = [/[,:]\s*['"`]&(amp|lt|gt|quot|#\d+);/, /\\\\text[a-z]+\{\}/, /%0A/, /\\\\u003c/i, /'\\\\''/, /<!\[CDATA\[/];

test('texts are escaped in the encoders and nowhere else', () => {
  const files = globSync('{src,scripts}/**/*.{ts,astro,mjs}').filter((file) => !ENCODERS.test(file) && !HOSTILE.test(file));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return ESCAPING.filter((pattern) => pattern.test(text)).map((pattern) => `${file}: ${pattern}`);
  });
  expect(found).toEqual([]);
});

test('each encoder has its test beside it', () => {
  const modules = globSync('src/views/encode/*.ts').filter((file) => !file.endsWith('.test.ts'));
  const tests = new Set(globSync('src/views/encode/*.test.ts'));
  expect(modules.filter((file) => !tests.has(file.replace(/\.ts$/, '.test.ts')))).toEqual([]);
});
