import { globSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { readAllowedNames } from '../../src/runtime/node/allowed-names-file.ts';
import { readSubmissionsApart } from '../../src/runtime/node/registry-files.ts';
import { auditFiles, auditIdentity } from '../../src/runtime/node/submission-audit.ts';
import { loadSubmission, readSubmissionFiles } from '../../src/runtime/node/submission-folder.ts';

const FOLDERS = globSync('submissions/*/*/submission.json').map(dirname).toSorted();

test('every frozen submission passes the audit that new ones pass: it is evaluated again under every suite', async () => {
  const root = process.cwd();
  const { sound: others } = await readSubmissionsApart(root);
  expect(others).toHaveLength(FOLDERS.length);
  expect(await readAllowedNames(root)).toBeInstanceOf(Set);
  for (const folder of FOLDERS) {
    const loaded = await loadSubmission(folder);
    const files = await readSubmissionFiles(loaded);
    expect(auditFiles(loaded, files).faults, folder).toEqual([]);
    expect(await auditIdentity(root, loaded, files, others), folder).toEqual([]);
  }
});
