import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { METRICS } from './catalogue.ts';
import { METRIC_HOMES } from './homes.ts';
import { METRIC_GROUPS } from './metric-groups.ts';
import { STRUCTURE_METRICS } from './structure/catalogue.ts';

const homes = Object.entries(METRIC_HOMES);

it.each(homes)('the home of %s is under its own name', (key, { entry, computation }) => {
  expect(entry.key).toBe(key);
  expect(entry).toBe(METRICS[entry.key]);
  expect(computation.keys).toContain(key);
});

it.each(Object.entries(STRUCTURE_METRICS))('the home of %s is under its own name', (key, home) => expect(home.key).toBe(key));

describe('metrics of one computation', () => {
  it.each(METRIC_GROUPS.map(({ keys }) => [keys]))('%j share its name, its costs and its growth', (keys) => {
    const [first, ...others] = homes.filter(([, { computation }]) => computation.keys.includes(keys[0]!)).map(([, home]) => home);
    for (const { entry, milliseconds, growth } of others) {
      expect({ milliseconds, growth }).toEqual({ milliseconds: first!.milliseconds, growth: first!.growth });
      expect([entry.group, entry.cost]).toEqual([first!.entry.group, first!.entry.cost]);
    }
    expect(homes.filter(([, { entry }]) => entry.group === first!.entry.group)).toHaveLength(keys.length);
  });
});

it.each(homes)('the prose of %s is where its page looks for it', (key) =>
  expect(existsSync(`content/metrics/${key}.mdx`)).toBe(true),
);
