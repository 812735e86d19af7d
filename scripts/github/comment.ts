import Type from 'typebox';
import { InputError } from '../../src/core/input-error.ts';
import type { Outcome } from '../../src/registry/outcome.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { downloadOutcome } from '../../src/runtime/github/download-outcome.ts';
import { readEvent, variable } from '../../src/runtime/github/environment.ts';
import { readStatus } from '../../src/runtime/github/statuses.ts';
import { fetchManifest } from '../../src/runtime/github/manifest.ts';
import { writeStickyComment } from '../../src/runtime/github/sticky-comment.ts';
import { expandAtlas } from '../../src/evaluation/atlas-document.ts';
import { joinAtlas } from '../../src/evaluation/join-atlas.ts';
import { readAtlas } from '../../src/runtime/node/atlas-file.ts';
import { readRegistryFiles } from '../../src/runtime/node/registry-files.ts';
import { selectBaseCells } from '../../src/views/atlas-cells.ts';
import type { Entry } from '../../src/views/entry.ts';
import { evaluationComment } from '../../src/views/evaluation-comment.ts';

const workflowRunEvent = Type.Object({ workflow_run: Type.Object({ id: Type.Integer(), html_url: Type.String() }) });

/** The status is posted by the registry's app alone, in a job that ran no model: what it does not name is not believed. */
function assertVouched(outcome: Outcome, sha256: string, address: string, status: Awaited<ReturnType<typeof readStatus>>): void {
  const vouched = status?.creator === variable('CLERK_LOGIN') && status.address === address;
  if (vouched && status.description.includes(`outcome ${sha256.slice(0, 16)}`)) return;
  const path = `pull request ${outcome.pull_request}`;
  throw new InputError({ path, rule: 'has no status that vouches for this outcome', fix: 'evaluate it again' });
}

async function readEntries(root: string): Promise<Entry[]> {
  const { records, attestations } = await readRegistryFiles(root);
  return records.map(({ record, digest12, preview, submission: { submission, role } }) => ({
    record,
    preview,
    submission,
    role,
    attested: attestations.has(digest12),
  }));
}

/** Writes or edits the comment that says how an evaluation ended. */
export async function comment(): Promise<void> {
  const root = process.cwd();
  const client = createClient();
  const { workflow_run: run } = readEvent(workflowRunEvent);
  const found = await downloadOutcome(client, run.id);
  if (found === null) {
    console.log('this run left no outcome: it was cancelled, or there was nothing to evaluate');
    return;
  }
  const { outcome, sha256 } = found;
  assertVouched(outcome, sha256, run.html_url, await readStatus(client, outcome.head_sha));
  const previews: Entry[] = [];
  for (const record of outcome.records) {
    const submission = await fetchManifest(client, outcome, record);
    previews.push({ record, preview: true, submission, role: null, attested: false });
  }
  const atlas = selectBaseCells(joinAtlas([...(await readAtlas(root)).values()]).flatMap(expandAtlas));
  const entries = await readEntries(root);
  const text = evaluationComment({ outcome, previews, entries, atlas, address: run.html_url });
  const done = await writeStickyComment(client, outcome.pull_request, text);
  console.log(`comment ${done} on pull request ${outcome.pull_request}`);
}
