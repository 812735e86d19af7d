import type { Verdict } from '../evaluation/verdict.ts';
import type { Advice, AdvisorCell, AdvisorData, Finding, Standing } from './advice.ts';
import { isAttained, STANDINGS } from './advice.ts';
import type { AdvisorSetting } from './advisor-setting.ts';
import { atlasPath } from './atlas-address.ts';
import { BASE_TABLE } from './atlas-cells.ts';
import { formatCount, formatInterval, formatQuantity, formatScore } from './format.ts';

/** Part of a sentence; with a path it links to the cell of the atlas behind it. */
export interface Piece {
  readonly text: string;
  readonly path?: string;
}

/** How a standing is named, of one metric and of several, and what it means. */
export const STANDING_WORDS: Readonly<
  Record<Standing, { readonly title: string; readonly plural: string; readonly meaning: string }>
> = {
  holds: {
    title: 'Holds',
    plural: 'hold',
    meaning: 'high where the class is attained and low where it is not, in every cell that decides',
  },
  lenient: {
    title: 'Holds above a floor',
    plural: 'hold above a floor',
    meaning: 'never takes a failure for a success, but failures score above one half',
  },
  open: { title: 'Undecided', plural: 'undecided', meaning: 'no interval is narrow enough to decide' },
  misleads: { title: 'Misleads', plural: 'mislead', meaning: 'wrong in at least one cell' },
  uncovered: { title: 'Not covered', plural: 'not covered', meaning: 'the atlas has no such cell for this metric' },
};

/** The verdict whose colour and symbol stand for a standing. */
export function symbolOf({ standing, findings }: Advice): Verdict {
  if (standing === 'holds') return 'calibrated';
  if (standing === 'lenient') return 'lenient';
  if (standing === 'open') return 'inconclusive';
  if (standing === 'uncovered') return 'undefined';
  const order: readonly Verdict[] = ['false-positive', 'false-negative', 'confounded', 'undefined'];
  return order.find((verdict) => findings.some((finding) => finding.verdict === verdict))!;
}

type Titles = Pick<AdvisorData, 'dgps' | 'geometries'>;

function pathOf(metric: Advice['metric'], { table, dgp, geometry, setting }: AdvisorCell): string {
  return atlasPath({ regime: table, metric, dgp, geometry, setting: table === BASE_TABLE ? '' : setting });
}

/** “0.83 (0.80 to 0.86) for codes “Elementwise nonlinear” (E2) on D1”, the score linked. */
function evidence(metric: Advice['metric'], { cell, mean, lower, upper }: Finding, { geometries }: Titles): Piece[] {
  const score = mean === null ? 'no score' : `${formatScore(mean)} (${formatInterval(lower, upper)})`;
  const codes = geometries[cell.geometry] ?? cell.geometry;
  return [{ text: score, path: pathOf(metric, cell) }, { text: ` for codes “${codes}” (${cell.geometry}) on ${cell.dgp}` }];
}

/** The finding with the largest value. */
function worst(findings: readonly Finding[], value: (finding: Finding) => number): Finding {
  return findings.reduce((most, finding) => (value(finding) > value(most) ? finding : most));
}

const meanOf = ({ mean }: Finding): number => mean ?? 0;

/** Each way to err, worst cell first, in the order in which they harm. */
function describeErrors({ metric, findings }: Advice, titles: Titles): Piece[] {
  const of = (verdict: Verdict) => findings.filter((finding) => finding.verdict === verdict);
  const noise = of('false-positive').filter(({ expectation }) => expectation === 'null');
  const failures = of('false-positive').filter(({ expectation }) => expectation !== 'null');
  const clauses: (readonly [before: string, found: readonly Finding[], value: (finding: Finding) => number, after: string])[] = [
    ['Takes failure for success: ', failures, meanOf, ', which do not attain the class.'],
    ['Takes success for failure: ', of('false-negative'), (finding) => -meanOf(finding), ', which attain the class.'],
    ['Scores noise: ', noise, meanOf, '.'],
    ['Follows the dependence between factors rather than the codes: ', of('confounded'), meanOf, '.'],
    ['Gives no score: ', of('undefined'), meanOf, '.'],
  ];
  return clauses.flatMap(([before, found, value, after]) =>
    found.length === 0 ? [] : [{ text: before }, ...evidence(metric, worst(found, value), titles), { text: `${after} ` }],
  );
}

function describeExtremes({ metric, findings }: Advice, titles: Titles): Piece[] {
  const successes = findings.filter(({ expectation, mean }) => expectation === 'recovered' && mean !== null);
  const failures = findings.filter(({ expectation, mean }) => expectation !== 'recovered' && mean !== null);
  return [
    ...(successes.length === 0
      ? []
      : [
          { text: 'Where the class is attained, at least ' },
          ...evidence(
            metric,
            worst(successes, (one) => -meanOf(one)),
            titles,
          ),
          { text: '. ' },
        ]),
    ...(failures.length === 0
      ? []
      : [{ text: 'Where it is not, at most ' }, ...evidence(metric, worst(failures, meanOf), titles), { text: '. ' }]),
  ];
}

function describeCount({ standing, findings }: Advice): string {
  const decided = findings.filter(({ verdict }) => verdict !== 'inconclusive');
  const open = findings.length - decided.length;
  const undecided = open === 0 ? '' : `; ${open} more undecided`;
  if (standing !== 'misleads')
    return `${formatQuantity(decided.length, 'cell')} decide${decided.length === 1 ? 's' : ''}${undecided}.`;
  const wrong = decided.filter(({ verdict }) => verdict !== 'calibrated' && verdict !== 'lenient').length;
  return `Wrong in ${wrong} of ${formatQuantity(decided.length, 'cell')}${undecided}.`;
}

/** Where the evidence is from other sizes than those asked for. */
function describeSizes({ sizes }: Advice, { n, d }: AdvisorSetting): string {
  if (sizes === null || (sizes.n === n && sizes.d === d)) return '';
  return ` Nearest sizes in the atlas: n = ${formatCount(sizes.n)}, d = ${sizes.d}.`;
}

/** The advice on a metric, with links to the cells behind it. */
export function explainAdvice(advice: Advice, setting: AdvisorSetting, titles: Titles): Piece[] {
  if (advice.standing === 'uncovered') return [{ text: 'The atlas does not follow it on such factors and codes.' }];
  const pieces = advice.standing === 'misleads' ? describeErrors(advice, titles) : describeExtremes(advice, titles);
  return [...pieces, { text: `${describeCount(advice)}${describeSizes(advice, setting)}` }];
}

/** The answer in one sentence. */
export function summariseAdvice(advice: readonly Advice[]): string {
  const counts = STANDINGS.map((standing) => ({ standing, count: advice.filter((each) => each.standing === standing).length }));
  const words = counts
    .filter(({ count }) => count > 0)
    .map(
      ({ standing, count }) =>
        `${count} ${count === 1 ? STANDING_WORDS[standing].title.toLowerCase() : STANDING_WORDS[standing].plural}`,
    );
  const attained = isAttained(advice)
    ? ''
    : ' No codes of the atlas attain the class in this setting, so that only failures could be tested.';
  return `Of ${formatQuantity(advice.length, 'metric')}: ${words.join(', ')}.${attained}`;
}
