import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createClient } from '../../src/runtime/github/client.ts';
import { repository, variable } from '../../src/runtime/github/environment.ts';
import { pushDerived } from '../../src/runtime/github/push-derived.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';

const listOf = (text = '') => text.split(',').filter((path) => path !== '');

/** Puts the attestation beside each record, pushes both, and asks for the site to be built. */
export async function pushRecords(): Promise<void> {
  const files = listOf(process.env['FILES']);
  const verified = listOf(process.env['VERIFIED']);
  mkdirSync(FOLDERS.attestations, { recursive: true });
  const bundles = files.map((file) => join(FOLDERS.attestations, basename(file)));
  for (const bundle of bundles) copyFileSync(variable('BUNDLE'), bundle);
  const names = files.map((file) => basename(file, '.json')).join(', ');
  const message = files.length > 0 ? `Record ${names}` : 'Note what was verified again';
  const commit = await pushDerived(process.cwd(), [...files, ...bundles, ...verified], message);
  console.log(commit === null ? 'nothing new to push' : `pushed ${commit}`);
  const client = createClient();
  await client.rest.actions.createWorkflowDispatch({ ...repository(), workflow_id: 'pages.yml', ref: 'main' });
  if (process.env['LEFT'] === '0' || files.length === 0) return;
  const inputs = { rescore: process.env['RESCORE'] === 'true' ? 'true' : 'false' };
  await client.rest.actions.createWorkflowDispatch({ ...repository(), workflow_id: 'record.yml', ref: 'main', inputs });
}
