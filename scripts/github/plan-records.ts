import { formatFault } from '../../src/core/input-error.ts';
import { setOutputs, variable } from '../../src/runtime/github/environment.ts';
import { FOLDERS } from '../../src/runtime/node/folders.ts';
import { findPendingWork, recordsAlone } from '../../src/runtime/node/pending-work.ts';
import { planRecords as plan, readLedger } from '../../src/runtime/node/record-plan.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';
import { pendingVerifications } from '../../src/runtime/node/verification-file.ts';

/** Lists what the main branch asks for and has no record of, as a matrix. What does not fit is left for the next run. */
export async function planRecords(): Promise<void> {
  const root = process.cwd();
  const pending = await findPendingWork(root, await requireSuite(root), process.env['RESCORE'] === 'true');
  const found = recordsAlone(pending);
  const { jobs, left, faults } = await plan(found, await readLedger(root), variable('GITHUB_RUN_ID'));
  faults.forEach((fault) => console.error(formatFault(fault)));
  const verified = (await pendingVerifications(root)) !== null;
  const addenda = pending.work.length - found.work.length;
  if (addenda > 0) console.log(`${addenda} records lack metrics: npm run rescore -- --out ${FOLDERS.results} adds them`);
  console.log(`${found.work.length} records to make, ${jobs.length} jobs, ${left} records left for the next run`);
  const matrix = JSON.stringify({ include: jobs });
  const counts = { jobs: String(jobs.length), left: String(left), failed: String(faults.length) };
  setOutputs({ ...counts, matrix, verified: String(verified) });
}
