import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { METRIC_KEYS } from '../../src/metrics/catalogue.ts';
import { TRACKS } from '../../src/suite/tracks/catalogue.ts';

it.each(METRIC_KEYS)('the metric %s has its prose', (key) => {
  expect(existsSync(`content/metrics/${key}.mdx`)).toBe(true);
});

it.each(TRACKS.map(({ id }) => id))('the track %s has its prose', (id) => {
  expect(existsSync(`content/tracks/${id}.mdx`)).toBe(true);
});
