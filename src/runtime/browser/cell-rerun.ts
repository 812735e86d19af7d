import { describeOffer, type OfferedCell } from '../../views/lab/cell-offer.ts';
import { buildNode } from './build-element.ts';
import type { CellScope, LabRequest, RerunAnswer } from './lab-protocol.ts';
import { bindWorkerRun, type WorkerRun } from './worker-run.ts';

/** The part of the lab that recomputes the atlas's cell of the setting. */
export interface CellRerun {
  /** Says whether the atlas has a cell, and offers to recompute it. */
  offer(cell: OfferedCell | null): void;
  /** Stops, and forgets what was compared: it belongs to another setting. */
  cancel(): void;
}

type Setting = Pick<LabRequest, 'fields' | 'cellsUrl'>;

function receive(report: RerunAnswer, run: WorkerRun): void {
  switch (report.kind) {
    case 'scored':
      run.progress(`${report.done} of ${report.total} draws scored`, report.done / report.total);
      break;
    case 'compared':
      run.table.tBodies[0]!.append(...report.rows.map((row) => buildNode(row)));
      run.showResults();
      break;
    case 'concluded':
      run.conclude(report.conclusion.text, report.conclusion.state);
      break;
    case 'failed':
      run.conclude(report.message, 'failed');
      break;
  }
}

/** @param setting what is to be recomputed, asked when the reader starts */
export function bindCellRerun(root: HTMLElement, setting: () => Setting): CellRerun {
  const panel = root.querySelector<HTMLElement>('[data-cell]')!;
  const handle = bindWorkerRun<LabRequest, RerunAnswer>(panel, {
    createWorker: () => new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' }),
    prepare(table) {
      table.tBodies[0]!.replaceChildren();
      const scope = panel.querySelector<HTMLInputElement>('input[type="radio"]:checked')!.value as CellScope;
      return { kind: 'rerun', scope, ...setting() };
    },
    receive,
    cancelled: ({ table }) =>
      table.tBodies[0]!.rows.length > 0
        ? 'Cancelled. What was compared stands below.'
        : 'Cancelled before anything was compared.',
  });
  handle.allow(panel.dataset['found'] === 'true');
  return {
    offer(cell) {
      handle.allow(cell !== null);
      panel.querySelector('[data-cell-offer]')!.textContent = describeOffer(cell);
    },
    cancel: () => handle.reset(),
  };
}
