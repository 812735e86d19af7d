import { InputError } from '../core/input-error.ts';
import { referenceRows, type BaselineRole, type ReferenceRow } from './documents/reference-rows.ts';
import type { Submission } from './submission.ts';
import { createValidator } from './validator.ts';

export type { BaselineRole, ReferenceRow };

const rowsDocument = createValidator(referenceRows.schema);

/** Reads `content/reference-rows.json`. @throws InputError where it breaks its schema or names a version twice */
export function parseReferenceRows(text: string, path: string): readonly ReferenceRow[] {
  const { rows } = rowsDocument.parse(text, path);
  const seen = new Set<string>();
  for (const { slug, version } of rows) {
    const name = `${slug}/${version}`;
    if (seen.has(name)) throw new InputError({ path, rule: `names ${name} twice`, fix: 'keep one entry' });
    seen.add(name);
  }
  return rows;
}

/** The role that the registry gives a submission version, null for every other submission. */
export function findRole(
  rows: readonly ReferenceRow[],
  { slug, version }: Pick<Submission, 'slug' | 'version'>,
  manifestSha256: string,
): BaselineRole | null {
  const row = rows.find((candidate) => candidate.slug === slug && candidate.version === version);
  return row?.manifest_sha256 === manifestSha256 ? row.role : null;
}
