import { join } from 'node:path';
import { InputError, type Fault } from '../../core/input-error.ts';
import { passports } from '../../evaluation/documents/passport.ts';
import {
  assemblePassports,
  formatPassports,
  scorePassport,
  type PassportDocument,
  type PassportScores,
  type PassportSource,
} from '../../evaluation/passport.ts';
import { PASSPORT_TESTS } from '../../evaluation/passport-tests.ts';
import type { MetricKey } from '../../metrics/catalogue.ts';
import { createValidator } from '../../registry/validator.ts';
import { FOLDERS } from './folders.ts';
import { groupMetrics, readMetricDocuments } from './metric-files.ts';
import { writeFileAtomically } from './write-file.ts';

const passportDocument = createValidator(passports.schema);

/** Path of a metric's file within the project. */
export function passportPath(metric: MetricKey): string {
  return `${FOLDERS.passports}/${metric}.json`;
}

/** The command that computes the passport of a metric. */
export function passportCommand(metric: MetricKey): string {
  return `npm run -s passports -- --metrics ${metric}`;
}

/** Sets of scores that the passports of some metrics are made of: for each group both bases, before and after each test. */
export function countPassportSteps(metrics: readonly MetricKey[]): number {
  return groupMetrics(metrics).length * 2 * (PASSPORT_TESTS.length + 1);
}

/** Computes passports, one metric after the other. Some sets of middling codes are never asked for. */
function* computePassports(metrics: readonly MetricKey[], onStep: () => void): Generator<PassportDocument> {
  for (const keys of groupMetrics(metrics)) {
    const known = new Map<string, PassportScores>();
    const scoresOf: PassportSource = (base, test) => {
      const name = `${base} ${test?.id}`;
      const scores = known.get(name) ?? scorePassport(base, test, keys);
      if (!known.has(name)) onStep();
      known.set(name, scores);
      return scores;
    };
    for (const key of keys) yield assemblePassports(key, scoresOf);
  }
}

/** Computes the passports of some metrics and writes each as soon as it is known. @param root the project's folder */
export async function writePassports(
  root: string,
  metrics: readonly MetricKey[],
  onStep: () => void,
): Promise<PassportDocument[]> {
  const documents: PassportDocument[] = [];
  for (const document of computePassports(metrics, onStep)) {
    await writeFileAtomically(join(root, passportPath(document.metric)), formatPassports(document));
    documents.push(document);
  }
  return documents;
}

/**
 * The committed passports, by metric; a metric whose passport is not computed yet has no entry.
 *
 * @throws InputError where a file is no JSON, breaks its schema, or is named after no metric
 */
export async function readPassports(root: string): Promise<ReadonlyMap<MetricKey, PassportDocument>> {
  const documents = await readMetricDocuments(root, FOLDERS.passports, 'recompute it with: npm run -s passports');
  return new Map([...documents].map(([metric, document]) => [metric, passportDocument.check(document, passportPath(metric))]));
}

/** What a check of passports finds besides differences, which it refuses. */
interface CheckedPassports {
  readonly documents: readonly PassportDocument[];
  /** Metrics whose passports are not computed yet. */
  readonly absent: readonly MetricKey[];
}

/** Computes the committed passports of some metrics and compares every byte. @throws InputError naming each that differs */
export async function checkPassports(root: string, metrics: readonly MetricKey[], onStep: () => void): Promise<CheckedPassports> {
  const stored = await readPassports(root);
  const documents = [
    ...computePassports(
      metrics.filter((metric) => stored.has(metric)),
      onStep,
    ),
  ];
  const faults = documents
    .filter((document) => formatPassports(document) !== formatPassports(stored.get(document.metric)!))
    .map(({ metric }): Fault => ({
      path: passportPath(metric),
      rule: 'is not what the engine computes',
      fix: `recompute it with: ${passportCommand(metric)}`,
    }));
  if (faults.length > 0) throw new InputError(...faults);
  return { documents, absent: metrics.filter((metric) => !stored.has(metric)) };
}
