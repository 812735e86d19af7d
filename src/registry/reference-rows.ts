import { InputError } from '../core/input-error.ts';
import schema from './schemas/reference-rows.schema.json' with { type: 'json' };
import type { Submission } from './submission.ts';
import { createValidator } from './validator.ts';

/** The five rows that every board carries; they give its floors and its ceiling. */
export type BaselineRole = 'permuted' | 'untrained' | 'linear' | 'supervised' | 'oracle';

/** One submission version that the registry made a reference row. */
export interface ReferenceRow {
  readonly slug: string;
  readonly version: string;
  readonly role: BaselineRole;
  /** Digest of the manifest's bytes: who changes a manifest loses the role. */
  readonly manifest_sha256: string;
}

const rowsDocument = createValidator<{ readonly rows: readonly ReferenceRow[] }>(schema);

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
