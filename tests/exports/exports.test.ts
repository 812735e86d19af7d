import { describe, expect, test } from 'vitest';
import { formatFault, InputError } from '../../src/core/input-error.ts';
import { encodeObservations } from '../../src/evaluation/encode.ts';
import { auditModel } from '../../src/registry/onnx/audit.ts';
import { createOnnxSession } from '../../src/runtime/node/onnx-session.ts';
import { ALL_EXPORTS } from '../support/all-exports.ts';
import { codesDifference, readCorpus, readExport, referenceRows, type CorpusExport } from './corpus.ts';

/** All of the corpus under `npm run -s exports`, else the few that cover its kinds. */
const CORPUS = readCorpus().filter(({ quick }) => quick === true || ALL_EXPORTS);
/** More than the reference rows, so that they are run again in batches of other sizes. */
const ROWS = 24;

type Told = ReturnType<typeof auditModel>;

const audited = (entry: CorpusExport) => auditModel(`${entry.name}.onnx`, readExport(entry), entry.shape);

/** Runs an export as an evaluation does. @throws InputError where the evaluation refuses it */
async function encoded(entry: CorpusExport): Promise<{ readonly codes: Float32Array; readonly m: number }> {
  const rows = referenceRows(entry.shape, ROWS);
  const width = rows.length / ROWS;
  const session = await createOnnxSession(readExport(entry), entry.shape);
  try {
    const observe = (start: number, end: number) => rows.slice(start * width, end * width);
    return await encodeObservations({ session, observe, shape: entry.shape, n: ROWS, seed: 'exports' });
  } finally {
    await session.release();
  }
}

function expectNone(faults: Told): void {
  if (faults.length > 0) expect.fail(faults.map(formatFault).join('\n'));
}

async function refusal(entry: CorpusExport): Promise<Told> {
  const faults = audited(entry);
  if (!entry.late) return faults;
  expectNone(faults);
  try {
    await encoded(entry);
    return [];
  } catch (error) {
    if (error instanceof InputError) return [...error.faults];
    throw error;
  }
}

describe('exports that must pass', () => {
  test.each(CORPUS.filter(({ expect: outcome }) => outcome === 'accepted'))(
    '$name gives the framework’s codes',
    async (entry) => {
      expectNone(audited(entry));
      const { codes, m } = await encoded(entry);
      const difference = codesDifference(entry, codes, m);
      if (difference !== null) expect.fail(difference);
    },
  );
});

describe('exports that must be refused', () => {
  test.each(CORPUS.filter(({ expect: outcome }) => outcome === 'refused'))('$name is told its fix', async (entry) => {
    const faults = await refusal(entry);
    const told = faults.some(({ rule, fix }) => new RegExp(entry.rule!).test(rule) && new RegExp(entry.fix!).test(fix));
    if (!told) expect.fail(faults.map(formatFault).join('\n') || 'is not refused');
  });
});

test('the corpus is of at least 150 exports, real ones by more than one exporter', () => {
  const all = readCorpus();
  expect(all.length).toBeGreaterThanOrEqual(150);
  expect(new Set(all.filter(({ imitated }) => !imitated).map(({ exporter }) => exporter)).size).toBeGreaterThan(5);
});
