import { assignMaximum } from '../../../core/linear-algebra/assignment.ts';
import { selectColumns, selectRows, type Matrix } from '../../../core/matrix.ts';
import { refuse, type Arrays, type MetricResult } from '../../metric.ts';
import { PairedData } from '../../paired-data.ts';
import { sortRegress } from './sort-regress.ts';
import type { StructurePair } from '../structure-metric.ts';

/**
 * Number of pairs of nodes that two graphs join differently: an edge too many, one too few or one turned round counts 1.
 *
 * @param a d × d, entry (parent, child) is 1
 */
export function structuralHammingDistance(a: Matrix, b: Matrix): number {
  const d = a.rows;
  let distance = 0;
  for (let i = 0; i < d; i++) {
    for (let j = 0; j < i; j++) {
      const [forth, back] = [i * d + j, j * d + i];
      if (a.data[forth] !== b.data[forth] || a.data[back] !== b.data[back]) distance++;
    }
  }
  return distance;
}

/**
 * What a random graph scores on average that has as many edges as the true one, in random places and along a random order: a true
 * edge is met with the share e/P of pairs that have one, and then turned rightly half the time; a gap with 1 − e/P.
 */
function randomScore(edges: number, pairs: number): number {
  const share = edges / pairs;
  return (share * share) / 2 + (1 - share) * (1 - share);
}

/** Submitted graph with the codes in the order of the factors that they match best. */
function inOrderOfFactors({ factors, codes }: Arrays, graph: Matrix): Matrix {
  const { pearson } = new PairedData(factors, codes);
  const { columns } = assignMaximum({ ...pearson, data: pearson.data.map(Math.abs) });
  return selectColumns(selectRows(graph, columns), columns);
}

/**
 * Share of pairs of factors that a submitted graph of the codes joins as the true graph does, 1 − SHD / (d(d−1)/2), after matching
 * codes to factors by absolute correlation. Beside it two floors: a random graph, and one guessed from the factors by sorting.
 *
 * Source: Tsamardinos, Brown and Aliferis, Machine Learning 65, 2006 (for graphs whose edges all have a direction).
 */
export function computeShd(arrays: Arrays, structure: StructurePair | undefined): MetricResult {
  if (!structure) return refuse('no-graph', 'No graph of the codes was submitted.');
  const { truth, submitted } = structure;
  const d = truth.rows;
  if (submitted.rows !== d)
    return refuse('other-number-of-nodes', `The graph has ${submitted.rows} nodes and there are ${d} factors.`);
  const pairs = (d * (d - 1)) / 2;
  const scoreOf = (graph: Matrix) => 1 - structuralHammingDistance(truth, graph) / pairs;
  const graph = inOrderOfFactors(arrays, submitted);
  const edges = truth.data.reduce((sum, value) => sum + value, 0);
  const parts = {
    distance: structuralHammingDistance(truth, graph),
    edges: submitted.data.reduce((sum, value) => sum + value, 0),
    true_edges: edges,
    random_dag: randomScore(edges, pairs),
    sort_regress: scoreOf(sortRegress(arrays.factors)),
  };
  return { score: scoreOf(graph), parts, diagnostics: [] };
}
