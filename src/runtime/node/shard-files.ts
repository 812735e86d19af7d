import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { LIMITS } from '../../registry/limits.ts';
import { shardDocument, shardFileName, type ShardFile } from '../../registry/shard-file.ts';
import { listFiles, posixPath } from './folders.ts';
import { writeFileAtomically } from './write-file.ts';

/** Writes what one shard measured, whole or not at all, and returns where. */
export async function writeShard(folder: string, shard: ShardFile): Promise<string> {
  const path = posixPath(join(folder, shardFileName(shard)));
  await writeFileAtomically(resolve(path), `${canonicalJson(shard)}\n`);
  return path;
}

/** Every shard below a folder, each checked against its schema. @throws InputError */
export async function readShards(folder: string): Promise<ShardFile[]> {
  const names = (await listFiles(resolve(folder))).filter((name) => name.endsWith('.json'));
  if (names.length > LIMITS.evaluation.shards) {
    throw new InputError({ path: folder, rule: `has ${names.length} files`, fix: 'keep the shards of one evaluation in it' });
  }
  const shards: ShardFile[] = [];
  for (const name of names) {
    const path = posixPath(join(folder, name));
    const bytes = await readFile(resolve(folder, name));
    if (bytes.byteLength > LIMITS.shardBytes) {
      throw new InputError({ path, rule: `has ${bytes.byteLength} bytes`, fix: `a shard has at most ${LIMITS.shardBytes}` });
    }
    shards.push(shardDocument.parse(bytes.toString('utf8'), path));
  }
  return shards;
}
