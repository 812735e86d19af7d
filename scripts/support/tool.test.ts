import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseTimes, runFile } from './tool.ts';

it.each([
  ['0m0.00s 0m0.01s\n1m2.50s 0m0.40s\n', 62.91],
  ['0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n', 0],
])('reads what a shell writes of times: %j', (text, seconds) => expect(parseTimes(text)).toBeCloseTo(seconds, 6));

it('measures the processor time of a file and of its children, and keeps its status and output', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'custodes-tool-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'busy.mjs');
  const busy = 'const end = process.cpuUsage().user + 2e5; while (process.cpuUsage().user < end);';
  writeFileSync(
    file,
    `import { spawnSync } from 'node:child_process';
${busy}
spawnSync(process.execPath, ['-e', ${JSON.stringify(busy)}]);
console.log(process.argv[2]);
process.exitCode = 3;
`,
  );
  const run = await runFile(file, ['a b'], { measureProcessor: true });
  expect(run).toMatchObject({ status: 3, stdout: 'a b\n' });
  // Two processes that each work for 0.2 s.
  expect(run.processorSeconds).toBeGreaterThan(0.39);
});
