/**
 * The process that runs models of strangers: its memory is capped, it may write nothing and start nothing, and its parent ends it
 * when its time is up. Its one argument is the cap in bytes.
 */
import { InputError } from '../../core/input-error.ts';
import type { CellMessage, CellOutcome, CellTask, SampleOutcome, SampleTask } from './cell-task.ts';
import { measureCell, measureCellOnDevice } from './measure-cell.ts';
import { capMemory } from './memory-cap.ts';
import { SpentRuntime } from './onnx-session.ts';
import { sampleCodes } from './sample-codes.ts';

const MEBIBYTE = 2 ** 20;
const memoryBytes = Number(process.argv[2]);

/** Resolves when the message is on its way: what follows may block this thread for minutes. */
async function say(message: CellMessage): Promise<void> {
  await new Promise<void>((sent) => process.send!(message, () => sent()));
}

function faultsOf(error: InputError): InputError['faults'] {
  if (!(error instanceof SpentRuntime && error.outOfMemory)) return error.faults;
  const rule = `needs more than the ${memoryBytes / MEBIBYTE} MiB of memory that a model may use`;
  return [{ path: 'encoder', rule, fix: 'make its largest intermediate result smaller; a batch has at most 1000 rows' }];
}

async function outcomeOf(task: CellTask | SampleTask): Promise<CellOutcome | SampleOutcome> {
  if ('sampleRows' in task) return { sample: await sampleCodes(task.cell, task.folder, task.sampleRows) };
  const { cell, folder, panel, device } = task;
  const options = { onEncoded: async () => await say({ kind: 'encoded' }), ...(panel ? { panel } : {}) };
  if (device) return await measureCellOnDevice(cell, folder, device, options);
  return { measurement: await measureCell(cell, folder, options) };
}

async function run(task: CellTask | SampleTask): Promise<void> {
  try {
    await say({ kind: 'done', outcome: await outcomeOf(task), spent: false });
  } catch (error) {
    if (error instanceof InputError) {
      await say({ kind: 'done', outcome: { faults: faultsOf(error) }, spent: error instanceof SpentRuntime });
    } else {
      await say({ kind: 'failed', stack: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}

capMemory(memoryBytes);
process.on('message', (task: CellTask | SampleTask) => void run(task));
await say({ kind: 'ready' });
