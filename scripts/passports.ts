import type { PassportDocument } from '../src/evaluation/passport.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { checkPassports, PASSPORT_STEPS, writePassports } from '../src/runtime/node/passport-file.ts';
import { startProgress } from '../src/runtime/node/progress.ts';

/** Tests that a part fails, by name of metric and part. */
function listFailures({ passports }: PassportDocument): Record<string, string[]> {
  const failing = passports.map(({ metric, part, outcomes }): [string, string[]] => [
    `${metric} ${part}`,
    outcomes.filter(({ passed }) => !passed).map(({ test }) => test),
  ]);
  return Object.fromEntries(failing.filter(([, tests]) => tests.length > 0));
}

const command = createCommand('passports', 'Computes the invariance battery of every metric, or compares the committed one.')
  .option('--check', 'compute it and compare it with the committed one')
  .option('--json', 'print one JSON document')
  .action(async ({ check, json }: { readonly check?: true; readonly json?: true }) => {
    const progress = startProgress('steps', PASSPORT_STEPS);
    let document: PassportDocument;
    try {
      document = await (check ? checkPassports : writePassports)(process.cwd(), () => progress.advance());
    } finally {
      progress.stop();
    }
    const failures = listFailures(document);
    if (json) printJson({ passports: document.passports.length, failures });
    else {
      console.log(
        `${document.passports.length} passports${check ? ', as committed' : ''}; what fails where its class predicts otherwise:`,
      );
      for (const [name, tests] of Object.entries(failures)) console.log(`  ${name}: ${tests.join(', ')}`);
    }
  });

await runCommand(command);
