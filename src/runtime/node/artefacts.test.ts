import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { linearModel, scaledIdentity } from '../../../tests/registry/support/onnx-model.ts';
import { InputError } from '../../core/input-error.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { soundManifest } from '../../../tests/registry/support/sound-manifest.ts';
import { submissionFaults } from '../../registry/submission-faults.ts';
import type { Submission } from '../../registry/submission.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { artefactPath, fetchArtefacts } from './artefacts.ts';
import { measureCell } from './measure-cell.ts';

const WORKPLACE = mkdtempSync(join(tmpdir(), 'custodes-artefacts-'));
vi.spyOn(process, 'cwd').mockReturnValue(WORKPLACE);
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(WORKPLACE, { recursive: true });
});

const TRACK = findTrack('linear-ica');
const MODEL = linearModel({ weights: scaledIdentity(5) });
const ADDRESS = 'https://models.example.org/encoder';
const ARTEFACT = { file: ADDRESS, sha256: sha256Hex(MODEL) };

function submissionOf(sha256: string, kind: 'encoder' | 'codes' = 'encoder'): Submission {
  const models = { main: { '0': { '0': { url: ADDRESS, sha256 } } } };
  return { ...soundManifest('remote', TRACK), tracks: [{ track: TRACK.id, kind, models }] };
}

const faultsOf = (submission: Submission, remote?: Awaited<ReturnType<typeof fetchArtefacts>>) =>
  submissionFaults(submission, { folder: 'submissions/remote/1', files: new Map(), ...(remote ? { remote } : {}) });

test('an artefact is fetched once, kept by its digest, and fetched again where the kept file was damaged', async () => {
  const fetchBytes = vi.fn(() => Promise.resolve(MODEL));
  const first = await fetchArtefacts([ARTEFACT, ARTEFACT, { file: 'beside.onnx', sha256: '' }], fetchBytes);
  expect([...first]).toEqual([[ADDRESS, MODEL]]);
  await fetchArtefacts([ARTEFACT], fetchBytes);
  expect(fetchBytes).toHaveBeenCalledTimes(1);
  writeFileSync(artefactPath('', ARTEFACT), 'other');
  await fetchArtefacts([ARTEFACT], fetchBytes);
  expect(fetchBytes).toHaveBeenCalledTimes(2);
  expect(faultsOf(submissionOf(ARTEFACT.sha256), first)).toEqual([]);
  const cell = {
    track: TRACK.id,
    variant: 'main',
    instance: 0,
    seed: '0',
    kind: 'encoder',
    drawSeed: 'test',
    rows: 300,
  } as const;
  expect(await measureCell({ ...cell, ...ARTEFACT }, '/nowhere', { panel: ['r2'] })).toMatchObject({ n: 300, m: 5 });
});

test('other bytes are a fault and are not kept', async () => {
  const other = { file: ADDRESS, sha256: '0'.repeat(64) };
  const remote = await fetchArtefacts([other], () => Promise.resolve(MODEL));
  expect(existsSync(artefactPath('', other))).toBe(false);
  expect(faultsOf(submissionOf(other.sha256), remote)).toMatchObject([{ rule: `is not that of ${ADDRESS}` }]);
});

test('what cannot be fetched is a fault of its own, and so are codes at an address and a model that was never fetched', async () => {
  const fault = { path: ADDRESS, rule: 'is answered with HTTP 404', fix: 'correct the address' };
  const remote = await fetchArtefacts([{ ...ARTEFACT, sha256: '1'.repeat(64) }], () => Promise.reject(new InputError(fault)));
  expect(faultsOf(submissionOf('1'.repeat(64)), remote)).toEqual([fault]);
  expect(faultsOf(submissionOf(ARTEFACT.sha256, 'codes'), remote)).toMatchObject([
    { rule: 'references codes by address, which is only supported for models' },
  ]);
  expect(faultsOf(submissionOf(ARTEFACT.sha256))).toMatchObject([{ rule: 'was not fetched' }]);
});

test('a hostile model is refused wherever it lies', async () => {
  const loop = linearModel({ weights: scaledIdentity(5), nodes: [{ opType: 'Loop', input: ['x'], output: ['codes'] }] });
  const artefact = { file: ADDRESS, sha256: sha256Hex(loop) };
  const remote = await fetchArtefacts([artefact], () => Promise.resolve(loop));
  expect(faultsOf(submissionOf(artefact.sha256), remote)).toMatchObject([
    { path: ADDRESS, rule: expect.stringContaining('uses operator Loop') as string },
  ]);
});
