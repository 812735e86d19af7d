import { checkBounds } from '../../src/evaluation/validity/bound-check.ts';
import { claimOf, claimOfMetric } from '../../src/evaluation/validity/claims.ts';
import { lawOf } from '../../src/evaluation/validity/law.ts';
import { VALIDITY_LAWS } from '../../src/evaluation/validity/laws.ts';
import { answerBattery } from '../../src/evaluation/validity/battery.ts';
import { SINGLE_LOOK } from '../../src/evaluation/validity/error-rate.ts';
import type { CheckRow, CheckSection } from './section.ts';

/** Sizes that every law is checked at; the last is many codes for few factors. */
const SIZES = [
  { n: 300, d: 4, m: 4 },
  { n: 1000, d: 5, m: 5 },
  { n: 500, d: 5, m: 10 },
  { n: 2000, d: 8, m: 8 },
  { n: 300, d: 4, m: 160 },
  { n: 150, d: 6, m: 6 },
];
const SETTINGS = 50;
const FRESH = 200;
/** A 95% bound may be passed by 5%, and by this much of 200 draws by chance. */
const MOST_BEYOND = 0.08;
/** Settings in which the bounds may fail: they hold with 95% confidence. */
const MOST_FAILING = 0.1;
const METRICS = ['mcc_pearson', 'mcc_spearman', 'r2'] as const;

function listSettings() {
  const all = SIZES.flatMap((sizes) => VALIDITY_LAWS.map((law) => ({ law, ...sizes })));
  return all.slice(0, SETTINGS);
}

function words({ law, n, d, m }: ReturnType<typeof listSettings>[number]): string {
  return `${lawOf(law, d).words}; n = ${n}, d = ${d}, m = ${m}`;
}

function checkSetting(setting: ReturnType<typeof listSettings>[number], k: number): CheckRow[] {
  const { law, n, d, m } = setting;
  const metric = METRICS[k % METRICS.length]!;
  const stratum = { law: lawOf(law, d), n, m };
  const { exceeding, missing } = checkBounds(stratum, claimOfMetric(metric).claim, metric, FRESH);
  const row = (check: string, measured: number): CheckRow => ({
    check,
    setting: words(setting),
    measured,
    limit: MOST_BEYOND,
    holds: measured <= MOST_BEYOND,
  });
  return [row(`${metric}: fresh failures above the bound`, exceeding), row(`${metric}: fresh successes below it`, missing)];
}

/** Useless numbers in every core law: none separates. */
function checkControls(): CheckRow[] {
  return VALIDITY_LAWS.map((law) => {
    const stratum = { law: lawOf(law, 5), n: 300, m: 5 };
    const answers = answerBattery({ stratum, claim: claimOf(['elementwise']), metrics: [], looks: SINGLE_LOOK });
    const separating = answers.filter(({ judgement: { standing } }) => standing.is.startsWith('separates')).length;
    return {
      check: 'useless numbers that separate',
      setting: `${stratum.law.words}; n = 300, d = 5, m = 5`,
      measured: separating,
      limit: 0,
      holds: separating === 0,
    };
  });
}

export const section: CheckSection = {
  id: 'validity',
  title: 'Validity: bounds on fresh draws, and useless numbers',
  run(onRow) {
    const controls = checkControls();
    controls.forEach(onRow);
    const bounds = listSettings().flatMap((setting, k) => {
      const rows = checkSetting(setting, k);
      rows.forEach(onRow);
      return rows;
    });
    const failing = bounds.filter(({ holds }) => !holds).length / bounds.length;
    const summary: CheckRow = {
      check: 'share of settings in which a bound fails',
      setting: `${bounds.length} bounds`,
      measured: failing,
      limit: MOST_FAILING,
      holds: failing <= MOST_FAILING,
    };
    onRow(summary);
    return [summary, ...controls, ...bounds];
  },
};
