import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endlessModel, hungryModel } from '../../../tests/registry/support/hostile-models.ts';
import { linearModel, scaledIdentity } from '../../../tests/registry/support/onnx-model.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { LIMITS } from '../../registry/limits.ts';
import { runCells } from './cell-pool.ts';
import { childPermissions } from './cell-process.ts';
import type { CellTask } from './cell-task.ts';
import { measureCell } from './measure-cell.ts';

const D = 5;
const FOLDER = mkdtempSync(join(tmpdir(), 'custodes-pool-'));
const LIMIT = { ...LIMITS.evaluation, encoderSeconds: 8 };

afterAll(() => rmSync(FOLDER, { recursive: true }));

function taskOf(name: string, bytes: Uint8Array, rows = 300): CellTask {
  const file = `${name}.onnx`;
  writeFileSync(join(FOLDER, file), bytes);
  const cell = { track: 'linear-ica', variant: 'main', instance: 0, seed: '0', kind: 'encoder', drawSeed: 'test' } as const;
  return { cell: { ...cell, file, sha256: sha256Hex(bytes), rows }, folder: FOLDER, panel: ['r2'] };
}

const sound = (name: string) => taskOf(name, linearModel({ weights: scaledIdentity(D, 2) }));

test('a model without end and one without measure are stopped, the limit is named, and the others go on', async () => {
  const tasks = [
    sound('first'),
    taskOf('endless', endlessModel(D)),
    taskOf('hungry', hungryModel(D, 10_000_000)),
    taskOf('starving', hungryModel(D, 100_000_000_000)),
    sound('last'),
  ];
  const [first, endless, hungry, starving, last] = await runCells('test', tasks, LIMIT);
  expect(first).toMatchObject({ measurement: await measureCell(tasks[0]!.cell, FOLDER, { panel: ['r2'] }) });
  expect(last).toMatchObject({ measurement: await measureCell(tasks[4]!.cell, FOLDER, { panel: ['r2'] }) });
  expect(endless).toMatchObject({ faults: [{ path: 'encoder', rule: 'has not given its codes within 8 s' }] });
  // 300 rows of 10 MB are 3 GB, which WebAssembly could hold; 100 GB it could not.
  const rule = 'needs more than the 1024 MiB of memory that a model may use';
  expect(hungry).toMatchObject({ faults: [{ path: 'encoder', rule }] });
  expect(starving).toMatchObject({ faults: [{ path: 'encoder', rule }] });
});

test('metrics have a time of their own', async () => {
  // Trees on 3000 rows take far longer than a thousandth of a second.
  const slow = taskOf('slow', linearModel({ weights: scaledIdentity(D) }), 3000);
  const [outcome] = await runCells('test', [{ ...slow, panel: ['dci_d'] }], { ...LIMIT, metricSeconds: 0.001 });
  expect(outcome).toMatchObject({ faults: [{ rule: 'gives codes whose metrics take more than 0.001 s' }] });
});

test('a file that is not there any more is our failure, not the model’s', async () => {
  const { cell, folder } = sound('lost');
  rmSync(join(FOLDER, cell.file));
  await expect(runCells('test', [{ cell, folder }], LIMIT)).rejects.toThrow('ENOENT');
});

test.each([
  ['write a file', `require('fs').writeFileSync(${JSON.stringify(join(FOLDER, 'written'))}, '')`],
  ['start a process', `require('child_process').spawnSync('true')`],
  ['read a file of this machine', `require('fs').readFileSync('/etc/hostname')`],
  ['read another submission', `require('fs').readFileSync(${JSON.stringify(join(FOLDER, 'x.onnx'))})`],
  ['start a thread', `new (require('worker_threads').Worker)('', { eval: true })`],
])('the process of a model may not %s', (_name, script) => {
  const { status, stderr } = spawnSync(process.execPath, [...childPermissions(join(FOLDER, 'own')), '-e', script], {
    encoding: 'utf8',
    cwd: FOLDER,
  });
  expect(status).not.toBe(0);
  expect(stderr).toContain('ERR_ACCESS_DENIED');
});
