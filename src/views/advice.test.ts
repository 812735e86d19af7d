import { describe, expect, it } from 'vitest';
import { COMMITTED_VOLUMES } from '../../tests/views/committed-atlas.ts';
import { METRICS, type MetricKey } from '../metrics/catalogue.ts';
import { advise, judgeAgainst, type AdvisorCell, type AdvisorData } from './advice.ts';
import { explainAdvice, summariseAdvice, symbolOf } from './advice-words.ts';
import { createAdvisorData } from './advisor-cells.ts';
import { CLASSES, DEFAULT_SETTING } from './advisor-setting.ts';

const ATTAINED = Object.fromEntries(CLASSES.map((name) => [name, 'recovered'])) as AdvisorCell['expectations'];
const MISSED = Object.fromEntries(CLASSES.map((name) => [name, 'unrecovered'])) as AdvisorCell['expectations'];
const NOISE = Object.fromEntries(CLASSES.map((name) => [name, 'null'])) as AdvisorCell['expectations'];

function cell(changes: Partial<AdvisorCell>, mean: number | null, metric: MetricKey = 'r2'): AdvisorCell {
  const ends = mean === null ? ([null, null] as const) : ([mean - 0.01, mean + 0.01] as const);
  return {
    table: 'base',
    dgp: 'D1',
    geometry: 'E1',
    n: 1000,
    d: 5,
    m: 5,
    parameters: {},
    setting: '',
    expectations: ATTAINED,
    scores: { [metric]: [mean, ...ends, 'calibrated'] },
    ...changes,
  };
}

const FACTORS = { D1: 'independent', D3: 'redundant' } as const;
const TITLES = {
  factors: FACTORS,
  dgps: { D1: 'Independent' },
  geometries: { E1: 'Permuted', E3: 'Dense linear', E9: 'Gaussian noise' },
};
const data = (...cells: AdvisorCell[]): AdvisorData => ({ ...TITLES, cells });
const adviceOn = (metric: MetricKey, ...cells: AdvisorCell[]) =>
  advise(DEFAULT_SETTING, data(...cells)).find((advice) => advice.metric === metric)!;
const SUCCESS = cell({}, 0.99);
const FAILURE = cell({ geometry: 'E3', expectations: MISSED }, 0.3);
const words = (...cells: AdvisorCell[]) =>
  explainAdvice(adviceOn('r2', ...cells), DEFAULT_SETTING, TITLES)
    .map(({ text }) => text)
    .join('');

describe('a metric', () => {
  it('holds if all decided cells are calibrated, whatever is undecided', () => {
    expect(adviceOn('r2', SUCCESS, FAILURE).standing).toBe('holds');
    const undecided = cell({ geometry: 'E14', expectations: MISSED }, 0.5);
    expect(adviceOn('r2', SUCCESS, FAILURE, undecided).standing).toBe('holds');
    expect(words(SUCCESS, FAILURE, undecided)).toContain('2 cells decide; 1 more undecided.');
    expect(adviceOn('r2', undecided).standing).toBe('open');
  });

  it('holds above a floor where failures score above one half', () => {
    expect(adviceOn('r2', SUCCESS, cell({ geometry: 'E3', expectations: MISSED }, 0.7)).standing).toBe('lenient');
  });

  it('misleads in each way that the atlas tells apart, and says how', () => {
    const taken = cell({ geometry: 'E3', expectations: MISSED }, 0.999);
    expect(adviceOn('r2', SUCCESS, taken).standing).toBe('misleads');
    expect(words(SUCCESS, taken)).toContain(
      'Takes failure for success: 0.999 (0.989 to 1.009) for codes “Dense linear” (E3) on D1',
    );
    expect(words(cell({}, 0.5))).toContain('Takes success for failure: 0.500');
    expect(words(cell({ geometry: 'E9', expectations: NOISE }, 0.4))).toContain('Scores noise: 0.400');
    expect(words(cell({}, null))).toContain('Gives no score: no score for codes “Permuted” (E1) on D1.');
    expect(symbolOf(adviceOn('r2', SUCCESS, taken, cell({ geometry: 'E2' }, 0.5)))).toBe('false-positive');
  });

  it('is not covered where the atlas has no cell like the setting', () => {
    expect(adviceOn('r2', cell({ dgp: 'D3' }, 1)).standing).toBe('uncovered');
    expect(adviceOn('r2', cell({ m: 10 }, 1)).standing).toBe('uncovered');
    expect(adviceOn('mig', SUCCESS).standing).toBe('uncovered');
  });
});

it('takes the nearest sizes and numbers of codes at which a metric was followed, and says so', () => {
  const setting = { ...DEFAULT_SETTING, n: 200, m: 30 };
  const over = (n: number, m: number) => cell({ n, m, table: `n-${n}` }, 1);
  const [advice] = advise(setting, data(over(100, 25), over(100, 10), over(1000, 25)));
  expect(advice!.findings.map((finding) => [finding.cell.n, finding.cell.m])).toEqual([[100, 25]]);
  const text = explainAdvice(advice!, setting, TITLES).map((piece) => piece.text);
  expect(text.join('')).toContain('Nearest sizes in the atlas: n = 100, d = 5.');
});

it('puts what can be trusted first, and says where a class cannot be attained', () => {
  const advice = advise(
    DEFAULT_SETTING,
    data(cell({ expectations: MISSED }, 0.1, 'mig'), cell({ expectations: MISSED }, 1, 'r2')),
  );
  expect(advice.slice(0, 2).map(({ metric, standing }) => [metric, standing])).toEqual([
    ['mig', 'holds'],
    ['r2', 'misleads'],
  ]);
  expect(summariseAdvice(advice)).toMatch(/^Of \d+ metrics: 1 holds, 1 misleads, \d+ not covered\./);
  expect(summariseAdvice(advice)).toContain('No codes of the atlas attain the class');
});

describe('on the committed atlas', () => {
  const committed = createAdvisorData(COMMITTED_VOLUMES);

  it('agrees with the verdicts of metrics that claim exactly the class', () => {
    for (const name of ['affine-elementwise', 'monotone-elementwise', 'elementwise'] as const) {
      const metrics = Object.values(METRICS).filter(({ certifies }) => certifies.length === 1 && certifies[0] === name);
      expect(metrics.length).toBeGreaterThan(0);
      for (const { key } of metrics)
        for (const { expectations, scores } of committed.cells) {
          const score = scores[key];
          // Whether a difference from independent factors is decided, cells do not say.
          if (score === undefined || score[3] === 'inconclusive') continue;
          expect(judgeAgainst(expectations[name], score)).toBe(score[3]);
        }
    }
  });

  it('knows that R² cannot tell a dense mix from recovered factors', () => {
    const advice = advise(DEFAULT_SETTING, committed).find(({ metric }) => metric === 'r2')!;
    expect(advice.standing).toBe('misleads');
    expect(advice.findings.find((finding) => finding.cell.geometry === 'E3')!.verdict).toBe('false-positive');
  });
});
