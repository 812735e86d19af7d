import { join } from 'node:path';
import { FOLDERS, listFiles } from './folders.ts';
import { readPublicationTimes } from './publication-times.ts';

/** How much the registry holds. */
export interface RegistryStatus {
  readonly records: number;
  /** Day (ISO 8601, UTC) on which the last record came; null where nothing tells it. */
  readonly last: string | null;
}

/** Counts the records of the registry, previews left out. @param root of the repository */
export async function readRegistryStatus(root: string): Promise<RegistryStatus> {
  const files = (await listFiles(join(root, FOLDERS.results), FOLDERS.results)).filter((file) => file.endsWith('.json'));
  const times = await readPublicationTimes(root);
  const last = [...times.values()].reduce<string | null>(
    (latest, time) => (latest === null || time > latest ? time : latest),
    null,
  );
  return { records: files.length, last: last?.slice(0, 10) ?? null };
}
