import { formatScore, formatSmall } from '../../views/format.ts';
import { compareMetrics } from './compare-metrics.ts';
import type { ModelOutcome, RerunModel } from './rerun-protocol.ts';

/** A table that fills as models are measured, and counts what is identical. */
export interface RerunResults {
  /** @returns whether codes and metrics of this model have the record's bits */
  show(index: number, outcome: ModelOutcome): boolean;
  /** Removes the rows of models that were not reached. @returns how many rows are left */
  dropUnmeasured(): number;
  /** Comparisons so far: one of codes and one per metric for each model. */
  readonly tally: { readonly identical: number; readonly different: number };
}

const IDENTICAL = 'identical';
const SCORE_DECIMALS = 6;
const DIGEST_DIGITS = 12;

/** A comparison, with what was recomputed in small print. */
function addCell(row: HTMLTableRowElement, text: string, className: string, recomputed: string): void {
  const element = row.insertCell();
  element.className = className;
  const small = document.createElement('span');
  small.className = 'sub';
  small.textContent = recomputed;
  element.append(text, small);
}

function heading(row: HTMLTableRowElement, text: string, scope: 'col' | 'row'): void {
  const element = document.createElement('th');
  element.scope = scope;
  element.textContent = text;
  row.append(element);
}

function modelName({ variant, instance, seed }: RerunModel, severalSeeds: boolean): string {
  const name = variant === 'twin' ? `twin ${instance}` : String(instance);
  return severalSeeds ? `${name}, seed ${seed}` : name;
}

/** Builds the empty table, one row per model and one column per metric. */
export function createRerunResults(
  table: HTMLTableElement,
  models: readonly RerunModel[],
  metrics: readonly { readonly key: string; readonly title: string }[],
): RerunResults {
  const tally = { identical: 0, different: 0 };
  const severalSeeds = new Set(models.map(({ variant, instance }) => `${variant} ${instance}`)).size < models.length;
  table.replaceChildren(table.caption ?? '');
  const head = table.createTHead().insertRow();
  for (const title of ['Instance', 'Codes', ...metrics.map((metric) => metric.title)]) heading(head, title, 'col');
  const body = table.createTBody();
  const rows = models.map((model) => {
    const row = body.insertRow();
    heading(row, modelName(model, severalSeeds), 'row');
    return row;
  });
  const measured = new Set<HTMLTableRowElement>();
  const judge = (row: HTMLTableRowElement, identical: boolean, otherwise: string, value: string) => {
    tally[identical ? 'identical' : 'different']++;
    addCell(row, identical ? IDENTICAL : otherwise, identical ? 'same' : 'differs', value);
    return identical;
  };
  return {
    tally,
    show(index, { codes, recorded, recomputed }) {
      const row = rows[index]!;
      measured.add(row);
      let all = judge(row, codes.recorded === codes.recomputed, 'other bits', codes.recomputed.slice(0, DIGEST_DIGITS));
      const byKey = new Map(compareMetrics(recorded, recomputed).map((comparison) => [comparison.key, comparison]));
      for (const { key } of metrics) {
        const { identical, difference } = byKey.get(key)!;
        const otherwise = difference === Infinity ? 'only one has a score' : `differs by ${formatSmall(difference)}`;
        all = judge(row, identical, otherwise, formatScore(recomputed[key]?.['score'], SCORE_DECIMALS)) && all;
      }
      return all;
    },
    dropUnmeasured() {
      for (const row of rows) if (!measured.has(row)) row.remove();
      return measured.size;
    },
  };
}
