/** The committed passports against the engine, as far as a quick test can: the whole comparison is `npm run passports -- --check`. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random/stream.ts';
import { listClaims } from '../../src/evaluation/claims.ts';
import {
  formatPassports,
  judgeOutcome,
  predictOutcome,
  scorePassport,
  type PassportDocument,
} from '../../src/evaluation/passport.ts';
import { PASSPORT_TESTS } from '../../src/evaluation/passport-tests.ts';

const text = readFileSync('content/passports/passports.json', 'utf8');
const document = JSON.parse(text) as PassportDocument;
const claims = listClaims();

/** Outcomes that are recomputed, with all draws. */
const SAMPLE = 24;

describe('the committed passports', () => {
  it('hold every claim and every test, with the outcome that the class predicts', () => {
    expect(document.passports.map(({ metric, part, predicates, scope }) => ({ metric, part, predicates, scope }))).toEqual(
      claims.map(({ metric, part, predicates, scope }) => ({ metric, part, predicates, scope })),
    );
    document.passports.forEach(({ outcomes }, i) =>
      expect(outcomes.map(({ test, predicted }) => [test, predicted])).toEqual(
        PASSPORT_TESTS.map((test) => [test.id, predictOutcome(claims[i]!, test)]),
      ),
    );
    expect(formatPassports(document)).toBe(text);
  });

  it('find the cheap and exact metrics as invariant as they claim', () => {
    for (const [metric, tests] of [
      ['mcc_pearson', ['permute', 'sign', 'scale', 'shift', 'rotation', 'constant', 'dropped']],
      ['mcc_spearman', ['permute', 'sign', 'scale', 'shift', 'monotone', 'rotation', 'constant', 'more-rows', 'outlier']],
      ['r2', ['permute', 'sign', 'scale', 'shift', 'rotation', 'duplicate', 'constant', 'dropped']],
      [
        'mig_corrected',
        ['permute', 'sign', 'scale', 'shift', 'monotone', 'rotation', 'duplicate', 'noise-alone', 'more-rows', 'outlier'],
      ],
    ] as const)
      for (const passport of document.passports.filter((own) => own.metric === metric && own.part !== 'matched'))
        for (const id of tests)
          expect([metric, id, passport.outcomes.find(({ test }) => test === id)!.passed]).toEqual([metric, id, true]);
  });

  const quick = PASSPORT_TESTS.filter(({ rows }) => rows === undefined);
  const stream = new RandomStream('custodes/test', 'committed passports');
  const sample = Array.from(
    { length: SAMPLE },
    () => [claims[stream.below(claims.length)]!, quick[stream.below(quick.length)]!] as const,
  );

  it.each(sample.map(([claim, test]) => [claim.metric, claim.part, test.id, claim, test] as const))(
    '%s %s recomputes under "%s" to the same numbers',
    (metric, part, id, claim, test) => {
      const stored = document.passports.find((own) => own.metric === metric && own.part === part)!;
      const recomputed = judgeOutcome(claim, test, (base, change) => scorePassport(base, change, [metric]));
      expect(recomputed).toEqual(stored.outcomes.find((outcome) => outcome.test === id));
    },
  );
});
