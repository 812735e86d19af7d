import { InputError, type Fault } from '../../src/core/input-error.ts';
import { canonicalJson } from '../../src/registry/canonical-json.ts';
import { permalinkDigest } from '../../src/registry/digest.ts';
import { recordText } from '../../src/registry/make-record.ts';
import { variable } from '../../src/runtime/github/environment.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { readRecords } from '../../src/runtime/node/record-files.ts';
import { readWithdrawals } from '../../src/runtime/node/withdrawal-file.ts';

async function fetchText(address: string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(address);
  return { status: response.status, text: await response.text() };
}

/** Every record of the branch has its page and its very bytes on the published site, and every withdrawal its tombstone. */
export async function checkPublished(): Promise<void> {
  const root = process.cwd();
  const site = variable('SITE').replace(/\/*$/, '/');
  const withdrawn = new Set((await readWithdrawals(root)).map(({ result_digest }) => result_digest));
  const records = (await readRecords(root, FOLDERS.results)).filter(({ result_digest }) => !withdrawn.has(result_digest));
  const faults: Fault[] = [];
  const expectPage = async (address: string, rule: string, expected?: string): Promise<void> => {
    const { status, text } = await fetchText(address);
    if (status === 200 && (expected === undefined || text === expected)) return;
    const fix = 'build and deploy again; a page that was published must stay';
    faults.push({ path: address, rule: status === 200 ? 'serves other bytes than the record' : `${rule} (${status})`, fix });
  };
  for (const record of records) {
    const page = `${site}r/${permalinkDigest(record.result_digest)}/`;
    await expectPage(page, 'is not reachable');
    await expectPage(`${page}record.json`, 'is not reachable', recordText(record));
  }
  for (const digest of withdrawn) await expectPage(`${site}r/${permalinkDigest(digest)}/`, 'has no tombstone');
  if (faults.length > 0) throw new InputError(...faults);
  console.log(canonicalJson({ records: records.length, withdrawn: withdrawn.size }));
}
