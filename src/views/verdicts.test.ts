import { expect, it } from 'vitest';
import { VERDICT_NAMES } from '../evaluation/verdict.ts';
import { describeVerdict, VERDICTS } from './verdicts.ts';

it('describes every verdict, each by a symbol of its own', () => {
  expect(new Set(VERDICTS.keys())).toEqual(new Set(VERDICT_NAMES));
  expect(new Set([...VERDICTS.values()].map(({ symbol }) => JSON.stringify(symbol))).size).toBe(VERDICTS.size);
});

it('refuses what is no verdict', () => {
  expect(() => describeVerdict('fine')).toThrow('no such verdict: fine');
});
