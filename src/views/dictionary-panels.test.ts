import { expect, it } from 'vitest';
import { fromRows } from '../core/matrix.ts';
import { dictionaryCsv, dictionaryDrawing, dictionaryPanels, dictionaryWords, viewDictionary } from './dictionary-panels.ts';
import { toXml } from './encode/xml.ts';

const truth = fromRows([
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]);
/** The second direction turned round and twice as long, the first exact, the third between two. */
const submitted = fromRows([
  [0, -2, 0],
  [0, 3, 4],
  [1, 0, 0],
]);
const factors = fromRows([
  [1, 0, 0],
  [0, 0.5, 0],
  [0, 0, 1],
]);
const codes = fromRows([
  [0, 0, 1],
  [-0.25, 0, 0],
  [0.1, 0, 0],
]);
const view = viewDictionary({ factors, codes }, { truth, submitted });

it('matches directions whatever their sign, length and order, best first', () => {
  expect(view.pairs.map(({ atom, code, cosine }) => [atom, code, Number(cosine.toFixed(2))])).toEqual([
    [0, 2, 1],
    [1, 0, -1],
    [2, 1, 0.8],
  ]);
  expect(view.matrix[0]).toEqual([1, 0, 0]);
});

it('compares coefficients in the units of the true ones', () => {
  expect(view.strengths).toContainEqual({ truth: 1, learned: 1 });
  expect(view.strengths).toContainEqual({ truth: 0.5, learned: 0.5 });
  expect(view.strengths).toContainEqual({ truth: 1, learned: 0 });
  expect([view.found, view.right]).toEqual([2 / 3, 1]);
});

it('says in words what is drawn', () => {
  expect(dictionaryWords(view)).toBe(
    '2 of 3 matched directions have a cosine of 0.9 or more with the true one, the median is 1.00. ' +
      'Of the coefficients that are present, 67 % fire a code; of the codes that fire, 100 % tell of one that is present.',
  );
});

it('is three drawings, a file of its own and a table', () => {
  expect(dictionaryPanels(view)).toHaveLength(3);
  const svg = toXml(dictionaryDrawing('A & B', view));
  expect(svg).toContain('<title>A &amp; B</title>');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  expect(svg.match(/class="cosine"/g)).toHaveLength(9);
  expect(dictionaryCsv(view)).toBe('rank,true_direction,learned_direction,cosine\n1,1,3,1\n2,2,1,-1\n3,3,2,0.8\n');
});

it('survives a dictionary of zeros and codes that never fire', () => {
  const nothing = fromRows([[0, 0, 0]]);
  const silent = viewDictionary({ factors, codes: fromRows([[0], [0], [0]]) }, { truth, submitted: nothing });
  expect(toXml(dictionaryDrawing('none', silent))).not.toMatch(/NaN|Infinity|undefined/);
  expect(dictionaryWords(silent)).toContain('0 of 1 matched directions');
});
