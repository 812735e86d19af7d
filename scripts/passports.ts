import type { PassportDocument } from '../src/evaluation/passport.ts';
import { createCommand, printJson, runCommand } from '../src/runtime/node/command.ts';
import { parseMetricList } from '../src/runtime/node/metric-list.ts';
import { checkPassports, countPassportSteps, passportCommand, writePassports } from '../src/runtime/node/passport-file.ts';
import { startProgress } from '../src/runtime/node/progress.ts';
import { COMPUTED_METRICS } from '../src/evaluation/claims.ts';

interface Options {
  readonly metrics?: string;
  readonly check?: true;
  readonly json?: true;
}

/** Tests that a part fails, by name of metric and part. */
function listFailures(documents: readonly PassportDocument[]): Record<string, string[]> {
  const failing = documents.flatMap(({ metric, passports }) =>
    passports.map(({ part, outcomes }): [string, string[]] => [
      `${metric} ${part}`,
      outcomes.filter(({ passed }) => !passed).map(({ test }) => test),
    ]),
  );
  return Object.fromEntries(failing.filter(([, tests]) => tests.length > 0));
}

const command = createCommand('passports', 'Computes the invariance battery of metrics, or compares the committed one.')
  .option('--metrics <keys>', `comma-separated (default: all): ${COMPUTED_METRICS.join(',')}`)
  .option('--check', 'compute it and compare it with the committed one')
  .option('--json', 'print one JSON document')
  .action(async ({ metrics: text, check, json }: Options) => {
    const metrics = parseMetricList(text);
    const progress = startProgress('steps', countPassportSteps(metrics));
    const onStep = () => progress.advance();
    let found;
    try {
      found = check
        ? await checkPassports(process.cwd(), metrics, onStep)
        : { documents: await writePassports(process.cwd(), metrics, onStep), absent: [] };
    } finally {
      progress.stop();
    }
    const { documents, absent } = found;
    const failures = listFailures(documents);
    const passports = documents.reduce((sum, document) => sum + document.passports.length, 0);
    if (json) return printJson({ passports, failures, absent });
    console.log(`${passports} passports${check ? ', as committed' : ''}; what fails where its class predicts otherwise:`);
    for (const [name, tests] of Object.entries(failures)) console.log(`  ${name}: ${tests.join(', ')}`);
    for (const metric of absent) console.log(`not computed yet of ${metric}; compute with: ${passportCommand(metric)}`);
  });

await runCommand(command);
