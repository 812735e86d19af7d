import { spawn } from 'node:child_process';
import Type from 'typebox';
import type { TypeOf } from '../../src/core/documents/define-document.ts';
import { nullable } from '../../src/core/documents/shapes.ts';
import { parseAs } from '../../src/registry/validator.ts';

/** Fetched when it is asked for: its 126 MB serve this bench alone. */
const PACKAGE = 'lighthouse@13.5.0';
const CHROMIUM_FLAGS = '--headless=new --no-sandbox --disable-gpu';

const score = nullable(Type.Number());

/** What is read of Lighthouse's report. */
const report = Type.Object({
  categories: Type.Record(
    Type.String(),
    Type.Object({ score, auditRefs: Type.Array(Type.Object({ id: Type.String(), weight: Type.Number() })) }),
  ),
  audits: Type.Record(Type.String(), Type.Object({ title: Type.String(), score, displayValue: Type.Optional(Type.String()) })),
  environment: Type.Object({ hostUserAgent: Type.String() }),
});

export type LighthouseReport = TypeOf<typeof report>;

/**
 * Runs Lighthouse once on an address.
 *
 * @param chromium path of the browser
 * @throws Error with what npm or Lighthouse said where there is no report
 */
export async function runLighthouse(
  address: string,
  form: 'mobile' | 'desktop',
  categories: readonly string[],
  chromium: string,
): Promise<LighthouseReport> {
  const npm = process.env['npm_execpath'];
  const [program, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const options = ['--quiet', '--output=json', '--output-path=stdout', `--only-categories=${categories.join(',')}`];
  const preset = form === 'desktop' ? ['--preset=desktop'] : [];
  const child = spawn(
    program,
    [
      ...first,
      'exec',
      '--yes',
      `--package=${PACKAGE}`,
      '--',
      'lighthouse',
      address,
      ...options,
      ...preset,
      `--chrome-flags=${CHROMIUM_FLAGS}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CHROME_PATH: chromium } },
  );
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const status = await new Promise<number>((done, failed) =>
    child.once('error', failed).once('close', (code) => done(code ?? 1)),
  );
  if (status !== 0) throw new Error(`${PACKAGE} ended with ${status}\n${errors}`);
  return parseAs(report, output, PACKAGE);
}
