/** The committed passports against the engine, as far as a quick test can: the whole comparison is `npm run passports -- --check`. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random/stream.ts';
import { listClaims } from '../../src/evaluation/claims.ts';
import { formatPassports, judgeOutcome, predictOutcome, scorePassport } from '../../src/evaluation/passport.ts';
import { PASSPORT_TESTS } from '../../src/evaluation/passport-tests.ts';
import { passportPath, readPassports } from '../../src/runtime/node/passport-file.ts';

const documents = await readPassports(process.cwd());
const claims = listClaims().filter(({ metric }) => documents.has(metric));

/** Outcomes that are recomputed, with all draws. */
const SAMPLE = 24;

describe('the committed passports', () => {
  it('were computed for the metrics that papers report most', () => {
    for (const metric of ['mcc_pearson', 'r2', 'dci_d', 'mig'] as const) expect(documents.has(metric)).toBe(true);
  });

  it.each([...documents])(
    'of %s hold each of its claims and every test, with the outcome that the class predicts',
    async (metric, document) => {
      const own = listClaims([metric]);
      expect(document.passports.map(({ part, predicates, scope }) => ({ part, predicates, scope }))).toEqual(
        own.map(({ part, predicates, scope }) => ({ part, predicates, scope })),
      );
      document.passports.forEach(({ outcomes }, i) =>
        expect(outcomes.map(({ test, predicted }) => [test, predicted])).toEqual(
          PASSPORT_TESTS.map((test) => [test.id, predictOutcome(own[i]!, test)]),
        ),
      );
      expect(document.metric).toBe(metric);
      expect(formatPassports(document)).toBe(await readFile(passportPath(metric), 'utf8'));
    },
  );

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
      for (const passport of documents.get(metric)!.passports.filter((own) => own.part !== 'matched'))
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
      const stored = documents.get(metric)!.passports.find((own) => own.part === part)!;
      const recomputed = judgeOutcome(claim, test, (base, change) => scorePassport(base, change, [metric]));
      expect(recomputed).toEqual(stored.outcomes.find((outcome) => outcome.test === id));
    },
  );
});
