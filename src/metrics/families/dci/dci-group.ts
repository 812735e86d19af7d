import { column, toRows, zeros, type Matrix } from '../../../core/matrix.ts';
import { constantColumnDiagnostics } from '../../constant-columns.ts';
import type { MetricGroup } from '../../metric-group.ts';
import { refuse, type Diagnostic, type MetricOptions, type MetricResult } from '../../metric.ts';
import type { PairedData } from '../../paired-data.ts';
import { splitRows, type RowSplit } from '../../row-split.ts';
import { boostFactor, type FactorFit } from './boost-factor.ts';
import { selectCodeRows } from './code-rows.ts';
import { rowConcentration } from './importance-entropy.ts';
import { resolveCodes, type ResolvedCodes } from './resolved-codes.ts';
import { MOST_ROWS, sortColumns, type SortedColumns } from './sorted-columns.ts';

type DciKey = 'dci_d' | 'dci_c' | 'dci_i' | 'dci_min';
type DciResults = Record<DciKey, MetricResult>;

/** R² needs two rows to vary, and a tree two rows to split. */
const LEAST_ROWS = 2;

/**
 * Disentanglement, completeness and informativeness from gradient-boosted trees that predict each factor from the codes.
 *
 * `importance` (m × d) holds the share of each code in what the trees of a factor explain. Disentanglement is high where a code
 * matters to one factor only, completeness where a factor needs one code only; both weigh rows by importance. Informativeness is
 * the mean of R² (accuracy for integer factors) on the rows that were not fitted, clipped to 0 … 1 after the mean; a constant factor counts as
 * predicted. Codes in units in which trees cannot see them are rescaled (`resolveCodes`).
 *
 * Source: Eastwood and Williams, ICLR 2018; trees as scikit-learn's `GradientBoostingRegressor` and `GradientBoostingClassifier`.
 */
function computeDci(data: PairedData, options: MetricOptions): DciResults {
  const split = splitRows(data.n, options);
  if (Math.min(split.train.length, split.test.length) < LEAST_ROWS)
    return refuseAll(
      'too-few-rows',
      `At least ${LEAST_ROWS} rows are needed to fit and ${LEAST_ROWS} to score; there are ${data.n}.`,
    );
  if (split.train.length > MOST_ROWS)
    return refuseAll('too-many-rows', `At most ${MOST_ROWS} rows can be fitted; there are ${split.train.length}.`);
  const codes = resolveCodes(data.codes);
  const training = sortColumns(codes.values, split.train);
  const fits = fitFactors(data, codes.values, training, split);
  if (fits.every(({ kind }) => kind === 'constant'))
    return refuseAll('constant-factors', 'Every factor is constant on the rows to fit on: there is nothing to predict.');
  const importance = zeros(data.m, data.d);
  fits.forEach((fit, j) => column(importance, j).set(fit.importance));
  const diagnostics = [...constantColumnDiagnostics(data), ...unitDiagnostics(codes), ...classDiagnostics(fits)];
  const dci_d = disentanglement(importance, diagnostics);
  const dci_c = completeness(importance, diagnostics);
  const dci_i = informativeness(fits, importance, diagnostics);
  return { dci_d, dci_c, dci_i, dci_min: least([dci_d, dci_c, dci_i]) };
}

/** Codes recover factors one by one only where all three are high; with one factor there is no disentanglement to speak of. */
function least(results: readonly MetricResult[]): MetricResult {
  const scores = results.map(({ score }) => score).filter((score) => score !== null);
  return { score: Math.min(...scores), parts: {}, diagnostics: results.at(-1)!.diagnostics };
}

function fitFactors(data: PairedData, codes: Matrix, training: SortedColumns, { train, test }: RowSplit): FactorFit[] {
  const testCodes = selectCodeRows(codes, test);
  return Array.from({ length: data.d }, (_, j) => {
    const factor = column(data.factors.values, j);
    const pick = (rows: Int32Array): Float64Array => Float64Array.from(rows, (row) => factor[row]!);
    return boostFactor(training, testCodes, pick(train), pick(test));
  });
}

function disentanglement(importance: Matrix, diagnostics: Diagnostic[]): MetricResult {
  const { score, rows, weights } = rowConcentration(importance);
  const parts = { importance: toRows(importance), per_code: rows, code_weights: weights };
  if (importance.columns > 1) return { score, parts: { disentanglement: score, ...parts }, diagnostics };
  const reason = { code: 'single-factor', message: 'With one factor every code is disentangled: there is nothing to measure.' };
  return { score: null, parts: { disentanglement: null, ...parts }, diagnostics: [reason, ...diagnostics] };
}

function completeness(importance: Matrix, diagnostics: Diagnostic[]): MetricResult {
  const { rows: m, columns: d, data } = importance;
  const transposed = zeros(d, m);
  for (let j = 0; j < d; j++) for (let i = 0; i < m; i++) transposed.data[i * d + j] = data[j * m + i]!;
  const { score, rows, weights } = rowConcentration(transposed);
  return { score, parts: { completeness: score, per_factor: rows, factor_weights: weights }, diagnostics };
}

function informativeness(fits: readonly FactorFit[], importance: Matrix, diagnostics: Diagnostic[]): MetricResult {
  const train = fits.map((fit) => fit.train);
  const test = fits.map((fit) => fit.test);
  const varying = fits.filter(({ kind }) => kind !== 'constant').map((fit) => fit.test);
  const score = clip(mean(test));
  return {
    score,
    parts: {
      importance: toRows(importance),
      informativeness_test: score,
      informativeness_test_raw: mean(test),
      informativeness_train: clip(mean(train)),
      informativeness_train_raw: mean(train),
      per_factor_test: test,
      per_factor_train: train,
      factor_kind: fits.map(({ kind }) => kind),
      score_nonconstant: clip(mean(varying)),
    },
    diagnostics,
  };
}

/** A remark for factors that are classes because they are whole numbers: in another unit they would be none. */
function classDiagnostics(fits: readonly FactorFit[]): Diagnostic[] {
  const classes = fits.flatMap(({ kind }, j) => (kind === 'classification' ? [j] : []));
  if (classes.length === 0) return [];
  const message = `Factor columns ${classes.join(', ')} (counted from 0) hold whole numbers only and were predicted as classes, not as numbers.`;
  return [{ code: 'classified-factor', message }];
}

/** Remarks for codes that vary by less than trees resolve: those in other units, and those that lose something. */
function unitDiagnostics({ rescaled, blurred, coarse }: ResolvedCodes): Diagnostic[] {
  const remark = (code: string, columns: readonly number[], what: string): Diagnostic[] =>
    columns.length === 0 ? [] : [{ code, message: `Code columns ${columns.join(', ')} (counted from 0) ${what}.` }];
  const limits = 'the 1e-7 in single precision that trees tell apart';
  return [
    ...remark('rescaled-code', rescaled, `were shifted and rescaled: as they are, ${limits} hides most of their variation`),
    ...remark('unresolved-code', blurred, `vary by less than ${limits}, and no other unit helps`),
    ...remark('coarse-code', coarse, `lose some variation to ${limits}: centre and rescale them`),
  ];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function clip(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function refuseAll(code: string, message: string): DciResults {
  const refusal = refuse(code, message);
  return { dci_d: refusal, dci_c: refusal, dci_i: refusal, dci_min: refusal };
}

/** Disentanglement, completeness and informativeness, and the least of them. */
export const dciGroup: MetricGroup<DciKey> = { keys: ['dci_d', 'dci_c', 'dci_i', 'dci_min'], compute: computeDci };
