import { spawn } from 'node:child_process';

/** Fetched when it is asked for: its 126 MB serve this bench alone. */
const PACKAGE = 'lighthouse@13.5.0';
const CHROMIUM_FLAGS = '--headless=new --no-sandbox --disable-gpu';

interface Audit {
  readonly title: string;
  readonly score: number | null;
  readonly displayValue?: string;
}

/** What is read of Lighthouse's report. */
export interface LighthouseReport {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
    >
  >;
  readonly audits: Readonly<Record<string, Audit>>;
  readonly environment: { readonly hostUserAgent: string };
}

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
  return JSON.parse(output) as LighthouseReport;
}
