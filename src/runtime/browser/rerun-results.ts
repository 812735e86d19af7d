import { compareMetrics } from './compare-metrics.ts';
import type { ModelOutcome, RerunModel } from './rerun-protocol.ts';
import { formatSmall } from '../../views/format.ts';

/** A table that fills as models are measured, and counts what is identical. */
export interface RerunResults {
  show(index: number, outcome: ModelOutcome): void;
  /** Comparisons so far: one of codes and one per metric for each model. */
  readonly tally: { readonly identical: number; readonly different: number };
}

const IDENTICAL = 'identical';

function cell(row: HTMLTableRowElement, text: string, className = ''): HTMLTableCellElement {
  const element = row.insertCell();
  element.textContent = text;
  element.className = className;
  return element;
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
  metrics: readonly string[],
): RerunResults {
  const tally = { identical: 0, different: 0 };
  const severalSeeds = new Set(models.map(({ variant, instance }) => `${variant} ${instance}`)).size < models.length;
  table.replaceChildren(table.caption ?? '');
  const head = table.createTHead().insertRow();
  for (const title of ['Instance', 'Codes', ...metrics]) heading(head, title, 'col');
  const body = table.createTBody();
  const rows = models.map((model) => {
    const row = body.insertRow();
    heading(row, modelName(model, severalSeeds), 'row');
    return row;
  });
  const judge = (row: HTMLTableRowElement, identical: boolean, otherwise: string) => {
    tally[identical ? 'identical' : 'different']++;
    cell(row, identical ? IDENTICAL : otherwise, identical ? 'same' : 'differs');
  };
  return {
    tally,
    show(index, { codes, recorded, recomputed }) {
      const row = rows[index]!;
      judge(row, codes.recorded === codes.recomputed, 'other bits');
      const byKey = new Map(compareMetrics(recorded, recomputed).map((comparison) => [comparison.key, comparison]));
      for (const key of metrics) {
        const { identical, difference } = byKey.get(key)!;
        judge(row, identical, difference === Infinity ? 'only one has a score' : `differs by ${formatSmall(difference)}`);
      }
    },
  };
}
