import type { Matrix } from '../../core/matrix.ts';
import { COMPUTED_METRICS } from '../../evaluation/claims.ts';
import { diagnose, type Diagnosis } from '../../evaluation/diagnosis.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { checkArrays } from '../../metrics/check-arrays.ts';
import { assembleMeasurement, measureStepwise, withFileRemarks, type Measurement } from '../../metrics/measure.ts';
import type { MetricResult } from '../../metrics/metric.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { SUITE_VERSION } from '../../registry/suite/suite-version.ts';
import { nearestGeometry } from '../../views/board-validity.ts';
import { formatCount, formatQuantity } from '../../views/format.ts';
import { correlationTable } from '../../views/lab/correlation-table.ts';
import { metricsOfCost } from '../../views/lab/fast-metrics.ts';
import { selectMatching } from '../../views/lab/matched-pairs.ts';
import { scatterOfPairs } from '../../views/lab/scatter.ts';
import { judgeArrays, type ArrayValidity } from '../../views/measure/array-validity.ts';
import { describeFactors, explainSuggestion, suggestDgp } from '../../views/measure/factor-facts.ts';
import { measureCommand } from '../../views/measure/measure-command.ts';
import { diagnosisView, measureTable, trustView } from '../../views/measure/measure-view.ts';
import type { MeasureAnswer, MeasureRequest } from './measure-protocol.ts';
import { readArrays, type NamedArray } from './read-arrays.ts';
import { loadStoredCells } from './stored-cells.ts';
import { takeTurns } from './take-turns.ts';

/** One pair of arrays: what is known of it grows until all is measured. */
export class ArraySession {
  readonly #request: MeasureRequest;
  readonly #answer: (answer: MeasureAnswer) => void;
  readonly #results: Partial<Record<MetricKey, MetricResult>> = {};
  #arrays: { factors: NamedArray; codes: NamedArray } | undefined;
  #diagnosis: Diagnosis | null = null;
  #validity: ArrayValidity | null = null;

  constructor(request: MeasureRequest, answer: (answer: MeasureAnswer) => void) {
    this.#request = request;
    this.#answer = answer;
  }

  /** Reads, diagnoses and measures. @throws InputError where the files cannot be measured */
  async run(): Promise<void> {
    const { seed, split, slow } = this.#request;
    const start = performance.now();
    const { factors, codes } = (this.#arrays = await readArrays(this.#request));
    checkArrays({ factors: factors.matrix, codes: codes.matrix }, { factors: factors.name, codes: codes.name });
    const facts = describeFactors(factors.matrix);
    const suggested = suggestDgp(facts);
    const { rows, columns } = factors.matrix;
    this.#answer({
      kind: 'read',
      sizes: `${formatCount(rows)} rows, ${formatQuantity(columns, 'factor')}, ${formatQuantity(codes.matrix.columns, 'code')}`,
      dgp: suggested,
      why: explainSuggestion(facts),
      remarks: this.#measurement().remarks.map(({ message }) => message),
      command: measureCommand({ factors: factors.name, codes: codes.name, seed, split }),
    });
    this.#diagnosis = diagnose(factors.matrix, codes.matrix);
    this.#answer({ kind: 'diagnosed', diagnosis: diagnosisView(this.#diagnosis) });
    await this.compare(suggested);
    // What is quick to compute comes first, whatever else is wanted.
    const stages = slow ? [metricsOfCost('fast'), metricsOfCost('slow')] : [metricsOfCost('fast')];
    for (const metrics of stages)
      for (const step of measureStepwise(factors.matrix, codes.matrix, { seed, split, metrics })) {
        Object.assign(this.#results, step);
        if ('mcc_pearson' in step) this.#showMatching(factors.matrix, codes.matrix);
        this.#answer({
          kind: 'measured',
          scores: measureTable(this.#results, this.#validity),
          done: Object.keys(this.#results).length,
          wanted: slow ? COMPUTED_METRICS.length : metrics.length,
        });
        await takeTurns();
      }
    this.#compared();
    this.#answer({ kind: 'finished', milliseconds: performance.now() - start });
  }

  /** Which code goes with which factor: the first thing to look at. */
  #showMatching(factors: Matrix, codes: Matrix): void {
    const matching = selectMatching('mcc_pearson', this.#results);
    if (matching === null) return;
    const scatter = scatterOfPairs({ factors, codes }, matching);
    this.#answer({ kind: 'matched', matrix: correlationTable(matching), scatter });
  }

  /** Judges the metrics by codes of the diagnosed kind on factors of this DGP. */
  async compare(dgp: string): Promise<void> {
    const geometry = this.#diagnosis && nearestGeometry(this.#diagnosis);
    this.#validity = geometry ? judgeArrays(await loadStoredCells(this.#request.cellsUrl, dgp, geometry)) : null;
    this.#compared();
  }

  #compared(): void {
    const scores = measureTable(this.#results, this.#validity);
    this.#answer({ kind: 'compared', trust: trustView(this.#validity), scores, report: this.#report() });
  }

  /** What is known by now. */
  #measurement(): Measurement {
    const { factors, codes } = this.#arrays!;
    const measurement = assembleMeasurement(factors.matrix, codes.matrix, this.#results);
    return withFileRemarks(measurement, [...factors.remarks, ...codes.remarks]);
  }

  /** Everything with all digits: one text for the same files and options, whatever the browser. */
  #report(): string {
    const { factors, codes } = this.#arrays!;
    const { seed, split } = this.#request;
    const identify = ({ name, sha256 }: NamedArray) => ({ name, sha256 });
    return `${canonicalJson({
      schema: 'custodes/measurement/1',
      suite: SUITE_VERSION,
      files: { factors: identify(factors), codes: identify(codes) },
      options: { seed, split },
      measurement: this.#measurement(),
      diagnosis: this.#diagnosis,
      validity: this.#validity,
    })}\n`;
  }
}
