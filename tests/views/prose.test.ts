import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/metrics/catalogue.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';

const METRIC_SECTIONS = ['Definition', 'What it certifies', 'Pitfalls', 'How others define it', 'Conventions'];

it.each(METRIC_KEYS)('the metric %s has its prose', (key) => {
  const text = readFileSync(`content/metrics/${key}.mdx`, 'utf8');
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(expect.arrayContaining(METRIC_SECTIONS));
});

it.each(TRACKS.map(({ id }) => id))('the track %s has its prose', (id) => {
  expect(existsSync(`content/tracks/${id}.mdx`)).toBe(true);
});
