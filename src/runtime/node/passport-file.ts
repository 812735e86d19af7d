import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { listClaims } from '../../evaluation/claims.ts';
import {
  assemblePassports,
  formatPassports,
  scorePassport,
  type PassportDocument,
  type PassportScores,
  type PassportSource,
} from '../../evaluation/passport.ts';
import { PASSPORT_TESTS } from '../../evaluation/passport-tests.ts';
import { METRIC_KEYS } from '../../metrics/catalogue.ts';
import { FOLDERS } from './folders.ts';
import { writeFileAtomically } from './write-file.ts';

const PASSPORTS_PATH = `${FOLDERS.passports}/passports.json`;

/** Sets of scores that all passports are made of: both bases, before and after each test. */
export const PASSPORT_STEPS = 2 * (PASSPORT_TESTS.length + 1);

/** Computes every passport. Some sets of middling codes are never asked for. */
function computePassports(onStep: () => void): PassportDocument {
  const known = new Map<string, PassportScores>();
  const scoresOf: PassportSource = (base, test) => {
    const name = `${base} ${test?.id}`;
    const scores = known.get(name) ?? scorePassport(base, test, METRIC_KEYS);
    if (!known.has(name)) onStep();
    known.set(name, scores);
    return scores;
  };
  return assemblePassports(listClaims(), scoresOf);
}

/** Computes the passports and writes them. @param root the project's folder */
export async function writePassports(root: string, onStep: () => void): Promise<PassportDocument> {
  const document = computePassports(onStep);
  await writeFileAtomically(join(root, PASSPORTS_PATH), formatPassports(document));
  return document;
}

/** The committed passports. @throws InputError where they are missing or not JSON */
export async function readPassports(root: string): Promise<PassportDocument> {
  try {
    return JSON.parse(await readFile(join(root, PASSPORTS_PATH), 'utf8')) as PassportDocument;
  } catch {
    throw new InputError({ path: PASSPORTS_PATH, rule: 'is missing or not JSON', fix: 'compute it with: npm run passports' });
  }
}

/** Computes the passports and compares them with the committed ones. @throws InputError naming each part that differs */
export async function checkPassports(root: string, onStep: () => void): Promise<PassportDocument> {
  const stored = await readPassports(root);
  const document = computePassports(onStep);
  if (formatPassports(document) === formatPassports(stored)) return document;
  const faults = document.passports
    .filter((passport) => !stored.passports.some((other) => JSON.stringify(other) === JSON.stringify(passport)))
    .map(({ metric, part }) => ({
      path: PASSPORTS_PATH,
      rule: `the passport of ${metric}, ${part}, is not what the engine computes`,
      fix: 'recompute it with: npm run passports',
    }));
  throw new InputError(
    ...(faults.length > 0
      ? faults
      : [
          {
            path: PASSPORTS_PATH,
            rule: 'holds passports that are computed no longer',
            fix: 'recompute it with: npm run passports',
          },
        ]),
  );
}
