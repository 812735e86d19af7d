/** Makes a record with Node, and the site that shows it: what the browser tests then open. */
import { rmSync } from 'node:fs';
import { evaluateExample } from '../../../scripts/support/example.ts';
import { runFileOrFail, toolFile } from '../../../scripts/support/tool.ts';
import { writeCodesSubmission } from './codes-submission.ts';
import { writeHostileSubmission } from './hostile-submission.ts';
import { writeRemoteSubmission } from './remote-submission.ts';
import { BASE_PATH, GUESTS_FOLDER, RESULTS_FOLDER, SITE_FOLDER } from './site.ts';

/** Two models make every loop of the rerun turn; more would only take longer. */
const INSTANCES = '0,1';
const environment = { BASE_PATH, CUSTODES_PREVIEWS: RESULTS_FOLDER, CUSTODES_GUESTS: GUESTS_FOLDER };

for (const folder of [RESULTS_FOLDER, GUESTS_FOLDER, SITE_FOLDER]) rmSync(folder, { recursive: true, force: true });
await evaluateExample(RESULTS_FOLDER, ['--instances', INSTANCES], environment);
const guests = [writeHostileSubmission, writeRemoteSubmission, writeCodesSubmission].map((write) => write(GUESTS_FOLDER));
for (const guest of guests)
  await runFileOrFail('scripts/evaluate.ts', [guest, '--out', RESULTS_FOLDER, '--json'], { show: 'errors', environment });
await runFileOrFail(toolFile('astro'), ['build', '--outDir', SITE_FOLDER], { environment });
