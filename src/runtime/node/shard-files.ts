import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../core/input-error.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { sha256Hex } from '../../registry/digest.ts';
import { LIMITS } from '../../registry/limits.ts';
import { shardDocument, shardFileName, type ShardFile } from '../../registry/shard-file.ts';
import { listFiles, posixPath } from './folders.ts';
import { writeFileAtomically } from './write-file.ts';

/** Writes what one shard measured, whole or not at all, and returns where. */
export async function writeShard(folder: string, shard: ShardFile): Promise<string> {
  const path = posixPath(join(folder, shardFileName(shard)));
  const bytes = new TextEncoder().encode(`${canonicalJson(shard)}\n`);
  assertSize(bytes.byteLength, path);
  shardDocument.check(shard, path);
  await writeFileAtomically(resolve(path), bytes);
  return path;
}

function assertSize(size: number, path: string): void {
  if (size <= LIMITS.shardBytes) return;
  throw new InputError({ path, rule: `has ${size} bytes`, fix: `a shard has at most ${LIMITS.shardBytes}` });
}

/** One shard, looked at by size before it is read, then by its schema. @throws InputError */
export async function readShard(file: string, path = posixPath(file)): Promise<{ shard: ShardFile; sha256: string }> {
  assertSize((await stat(file)).size, path);
  const bytes = await readFile(file);
  return { shard: shardDocument.parse(bytes.toString('utf8'), path), sha256: sha256Hex(bytes) };
}

/** Every shard below a folder, each checked against its schema. @throws InputError */
export async function readShards(folder: string): Promise<ShardFile[]> {
  const names = (await listFiles(resolve(folder))).filter((name) => name.endsWith('.json'));
  if (names.length > LIMITS.evaluation.shards) {
    throw new InputError({ path: folder, rule: `has ${names.length} files`, fix: 'keep the shards of one evaluation in it' });
  }
  const shards: ShardFile[] = [];
  for (const name of names) {
    shards.push((await readShard(resolve(folder, name), posixPath(join(folder, name)))).shard);
  }
  return shards;
}
