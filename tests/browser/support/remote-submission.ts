import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../../src/registry/digest.ts';
import { soundManifest } from '../../registry/support/sound-manifest.ts';
import type { Submission } from '../../../src/registry/submission.ts';
import { artefactPath } from '../../../src/runtime/node/artefacts.ts';
import { linearIca } from '../../../src/suite/tracks/linear-ica/index.ts';
import { linearModel, scaledIdentity } from '../../registry/support/onnx-model.ts';

export const REMOTE_SLUG = 'at-an-address';
export const REMOTE_ADDRESS = 'https://models.example.org/encoder.onnx';
/** The model that lies there: the observations, doubled. */
export const REMOTE_MODEL = linearModel({ weights: scaledIdentity(5, 2) });

/** Writes a submission whose model lies at an address, and puts the model where a fetched one is kept, so that no network is needed. */
export function writeRemoteSubmission(guests: string): string {
  const folder = join(guests, REMOTE_SLUG, '1');
  mkdirSync(folder, { recursive: true });
  const sha256 = sha256Hex(REMOTE_MODEL);
  const kept = artefactPath(folder, { file: REMOTE_ADDRESS, sha256 });
  mkdirSync(join(kept, '..'), { recursive: true });
  writeFileSync(kept, REMOTE_MODEL);
  const models = { main: { '0': { '0': { url: REMOTE_ADDRESS, sha256 } } } };
  const manifest: Submission = {
    ...soundManifest(REMOTE_SLUG, linearIca),
    title: 'A model at an address',
    tracks: [{ track: linearIca.id, kind: 'encoder', models }],
  };
  writeFileSync(join(folder, 'submission.json'), JSON.stringify(manifest));
  return folder;
}
