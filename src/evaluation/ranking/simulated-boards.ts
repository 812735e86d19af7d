import { cos, ln, pow, sin } from '../../core/mathematics.ts';
import type { RandomStream } from '../../core/random/stream.ts';
import { DEFAULT_FACTOR, type Margin } from './residual.ts';

/** A score by row and instance; null where a row lacks the instance. */
export type SimulatedBoard = readonly (readonly (number | null)[])[];

/** A law of boards of which the truth is known. */
export interface BoardLaw {
  readonly name: string;
  /** `size`: no separation is right unless `order` says so, at most 5% of boards may have a wrong one. `limit`: the test promises nothing. */
  readonly kind: 'size' | 'limit';
  readonly rows: number;
  /** Level of each instance. */
  readonly levels: readonly number[];
  readonly margin: Margin;
  /** 1 where the first row is truly above, −1 where the second is, 0 where neither wins more often. */
  order(first: number, second: number): number;
  draw(stream: RandomStream): SimulatedBoard;
}

type Draw = BoardLaw['draw'];

const CENTRE = 0.5;
const SPREAD = 0.02;
const DROP = 0.5;
const LADDER_LEVELS = 6;
const PER_LEVEL = 3;

const repeat = <T>(count: number, value: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => value(i));
const flat = (instances: number) => repeat(instances, () => 1);
const LADDER = repeat(LADDER_LEVELS * PER_LEVEL, (i) => 1 + Math.floor(i / PER_LEVEL));
const nobody = () => 0;
/** Every difference counts: what ties do is a law of its own. */
const NO_MARGIN: Margin = { scale: 'share', factor: 1 + 2 ** -40 };

/** Every score by itself. */
function independent(
  rows: number,
  instances: number,
  score: (stream: RandomStream, row: number, instance: number) => number | null,
): Draw {
  return (stream) => repeat(rows, (row) => repeat(instances, (instance) => score(stream, row, instance)));
}

/** One order of the rows an instance, each of a list as likely as another; the row in front scores most. */
function ordered(orders: readonly (readonly number[])[], instances: number): Draw {
  return (stream) => {
    const chosen = repeat(instances, () => orders[stream.below(orders.length)]!);
    return orders[0]!.map((_, row) => chosen.map((order) => CENTRE - 0.05 * order.indexOf(row)));
  };
}

const normal = (stream: RandomStream, spread = SPREAD) => CENTRE + spread * stream.normal();
const failure = (stream: RandomStream, rate: number) => (stream.uniform() < rate ? DROP : 0);
const exponential = (stream: RandomStream) => -ln(stream.uniform());

function cauchy(stream: RandomStream): number {
  const angle = Math.PI * (stream.uniform() - 1 / 2);
  return sin(angle) / cos(angle);
}

/** Every pair is even in these orders, yet none is the reverse of another of its list: found by search over all lists of four. */
const EVEN_ORDERS = {
  'four rows': [
    [0, 1, 2, 3],
    [0, 3, 2, 1],
    [1, 3, 2, 0],
    [2, 3, 1, 0],
  ],
  'five rows': [
    [0, 1, 2, 3, 4],
    [0, 1, 4, 3, 2],
    [2, 4, 3, 1, 0],
    [3, 4, 2, 1, 0],
  ],
} as const;

function size(name: string, rows: number, levels: readonly number[], draw: Draw, order: BoardLaw['order'] = nobody): BoardLaw {
  return { name, kind: 'size', rows, levels, margin: NO_MARGIN, draw, order };
}

function limit(name: string, rows: number, levels: readonly number[], draw: Draw): BoardLaw {
  return { name, kind: 'limit', rows, levels, margin: NO_MARGIN, draw, order: nobody };
}

function ofFewRows(n: number): BoardLaw[] {
  const levels = flat(n);
  return [
    size(
      `equal laws, n = ${n}`,
      3,
      levels,
      independent(3, n, (stream) => normal(stream)),
    ),
    size(
      `equal laws, 20% of trainings fail, n = ${n}`,
      3,
      levels,
      independent(3, n, (stream) => normal(stream) - failure(stream, 0.2)),
    ),
    size(
      `equal medians (normal, Cauchy, ten times as wide), n = ${n}`,
      3,
      levels,
      independent(3, n, (stream, row) => {
        if (row === 1) return CENTRE + SPREAD * cauchy(stream);
        return normal(stream, row === 0 ? SPREAD : 10 * SPREAD);
      }),
    ),
    size(
      `second row −0.3 or +0.01, half each, n = ${n}`,
      3,
      levels,
      independent(3, n, (stream, row) => normal(stream, 0.001) + (row === 1 ? (stream.uniform() < 1 / 2 ? -0.3 : 0.01) : 0)),
    ),
    size(
      `first row wins 95% of one half of the instances and 5% of the other, n = ${n}`,
      2,
      levels,
      independent(2, n, (stream, row, instance) => {
        const side = (instance < n / 2 ? 1 : -1) * (stream.uniform() < 0.95 ? 1 : -1);
        return normal(stream, 0.001) + (row === 0 ? 0.05 * side * exponential(stream) : 0);
      }),
    ),
  ];
}

function ofManyRows(rows: number): BoardLaw[] {
  const levels = flat(12);
  const skill = (row: number) => Math.floor((5 * row) / rows);
  return [
    size(
      `${rows} rows, equal laws`,
      rows,
      levels,
      independent(rows, 12, (stream) => normal(stream)),
    ),
    size(
      `${rows} rows, spreads from .002 to .3`,
      rows,
      levels,
      independent(rows, 12, (stream, row) => normal(stream, 0.002 * pow(150, row / (rows - 1)))),
    ),
    size(
      `${rows} rows on five levels of skill, equal within`,
      rows,
      levels,
      independent(rows, 12, (stream, row) => normal(stream) - 0.1 * skill(row)),
      (first, second) => Math.sign(skill(second) - skill(first)),
    ),
  ];
}

/** Score at a level: a method falls from success to nothing within four levels, half-way at its own. */
function ladderScore(level: number, own: number): number {
  return 0.3 + 0.65 * Math.min(1, Math.max(0, (own - level + 2) / 4));
}

function ladderLaw(better: number): BoardLaw {
  const draw = independent(2, LADDER.length, (stream, row, instance) => {
    return ladderScore(LADDER[instance]!, 3 + (row === 0 ? better : 0)) + 0.03 * stream.normal() - failure(stream, 0.05) / 2;
  });
  const ladder = size(`ladder, first row ${better} level(s) better, 5% of trainings collapse`, 2, LADDER, draw, (a, b) => b - a);
  return { ...ladder, margin: { scale: 'correlation', factor: DEFAULT_FACTOR } };
}

/** Whoever wins a level's first instance wins the other two. */
const dependent: Draw = (stream) => {
  const sides = repeat(LADDER_LEVELS, () => stream.sign());
  return [LADDER.map((level) => CENTRE + 0.1 * sides[level - 1]!), LADDER.map(() => CENTRE)];
};

/** The boards of the statistics page. */
export const BOARD_LAWS: readonly BoardLaw[] = [
  ...ofFewRows(12),
  ...ofFewRows(6),
  size(
    'equal laws, 30% ties, unequal coverage, 18 instances',
    4,
    LADDER,
    independent(4, 18, (stream, row, instance) => {
      if (row === 3 && instance % 2 === 1) return null;
      return stream.uniform() < 0.55 ? CENTRE : normal(stream);
    }),
  ),
  ...Object.entries(EVEN_ORDERS).map(([name, orders]) =>
    size(
      `${name}, every pair even, no order as likely as its reverse, 18 instances`,
      orders[0].length,
      LADDER,
      ordered(orders, 18),
    ),
  ),
  ...ofManyRows(10),
  ...ofManyRows(30),
  size(
    '10 rows, half of them on 6 of 12 instances',
    10,
    flat(12),
    independent(10, 12, (stream, row, instance) => (row >= 5 && instance >= 6 ? null : normal(stream))),
  ),
  ladderLaw(1),
  ladderLaw(2),
  limit(
    'equal means; two rows gain a little mostly and lose much in 10%: they do win more often',
    3,
    flat(12),
    independent(3, 12, (stream, row) => normal(stream) + (row === 0 ? 0 : DROP * 0.1 - failure(stream, 0.1))),
  ),
  limit('the three trainings of a level always agree', 2, LADDER, dependent),
];
