import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { formatNpy } from '../../src/core/npy.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { drawSeed, PUBLIC_DRAW } from '../../src/registry/draw-seed.ts';
import type { BaselineRole } from '../../src/registry/reference-rows.ts';
import type { ModelFile, Submission } from '../../src/registry/submission.ts';
import { createCommand, runCommand } from '../../src/runtime/node/command.ts';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { drawRows } from '../../src/suite/tracks/draw-rows.ts';
import type { Track, Variant } from '../../src/suite/tracks/track.ts';

const SLUG = 'permuted-codes';
const SEED = '0';
/** Tracks by version: a version that has records stays as it is. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  '1': ['linear-ica', 'contrastive-box'],
  '2': ['segments', 'temporal', 'contrastive-sphere', 'content-style'],
  '3': ['interventions', 'sprites'],
};
/** Codes are multiples of 1/128, so that the files compress. */
const STEPS_PER_UNIT = 128;

const TEXT = `The true factors of the public draw, rounded to multiples of 1/${STEPS_PER_UNIT}, in a random order of the rows, so that the codes have \
the factors' distribution and know nothing of the observations. Instances and variants whose factors follow the same law, or laws that \
differ in parameters alone, share one file, made from the first of them: for the others the codes are independent of the factors by \
their own draw. Where a track has content and style the codes are the content's. \
Seed ${SEED} names the random stream of the order.`;

/** What decides the law of an instance's factors, as a name for the file. */
function lawOf(track: Track, index: number, variant: Variant): string {
  if (!VERSIONS['1']!.includes(track.id)) return track.id;
  const { d, parameters } = track.createInstance(index, variant);
  // Tracks say of their parameters no more than that they are JSON.
  // eslint-disable-next-line custodes/validated-documents
  const source = parameters['source'] as { readonly family: string } | undefined;
  return `${track.id}-${source?.family ?? 'uniform'}-${d}`;
}

/** The instance's factors in the public draw, float32 in C order, rows in random order. */
function permutedFactors(track: Track, index: number, variant: Variant): Uint8Array<ArrayBuffer> {
  const instance = track.createInstance(index, variant);
  const seed = drawSeed({ commit: PUBLIC_DRAW, root: { draw: '' }, track: track.id, variant, instance: index });
  const n = track.evaluationRows;
  const { factors } = drawRows(instance, seed, n);
  const order = new RandomStream('custodes/baselines', SLUG, SEED, track.id, variant, index).permutation(n);
  const columns = instance.blocks?.content ?? Array.from({ length: instance.d }, (_, j) => j);
  const codes = Float32Array.from({ length: n * columns.length }, (_, k) => {
    const row = order[Math.floor(k / columns.length)]!;
    return Math.round(factors.data[columns[k % columns.length]! * n + row]! * STEPS_PER_UNIT) / STEPS_PER_UNIT;
  });
  return formatNpy(codes, [n, columns.length]);
}

async function writeTrack(track: Track, folder: string): Promise<Submission['tracks'][number]> {
  const byLaw = new Map<string, ModelFile>();
  const models: Record<Variant, Record<string, Record<string, ModelFile>>> = { main: {}, twin: {} };
  for (const variant of ['main', 'twin'] as const) {
    for (let index = 0; index < track.instanceCount; index++) {
      const law = lawOf(track, index, variant);
      let model = byLaw.get(law);
      if (!model) {
        const bytes = permutedFactors(track, index, variant);
        model = { file: `${law}.npy`, sha256: createHash('sha256').update(bytes).digest('hex') };
        await writeFileAtomically(join(folder, model.file), bytes);
        byLaw.set(law, model);
      }
      models[variant][index] = { [SEED]: model };
    }
  }
  return { track: track.id, kind: 'codes', models };
}

async function write(version: string): Promise<void> {
  const folder = join(import.meta.dirname, '../../submissions', SLUG, version);
  const tracks = [];
  for (const id of VERSIONS[version] ?? []) tracks.push(await writeTrack(findTrack(id), folder));
  // The three versions are frozen with the field that named the row before content/reference-rows.json did.
  const submission: Submission & { baseline: BaselineRole } = {
    schema: 'custodes/submission/1',
    slug: SLUG,
    version,
    title: 'Permuted codes',
    summary:
      'The true factors in a random order of the rows: codes of the right shape that know nothing. Their score is what chance alone gives a metric at this number of rows.',
    authors: ['The Custodes maintainers'],
    owner: { github_id: 0, login: 'custodes' },
    method: { name: 'Random permutation of the rows' },
    supervision: 'labels',
    licence: 'CC-BY-4.0',
    recipe: { command: `npm exec -- node scripts/baselines/permuted-codes.ts ${version}`, text: TEXT },
    baseline: 'permuted',
    tracks,
  };
  await writeFileAtomically(join(folder, 'submission.json'), `${JSON.stringify(submission, null, 2)}\n`);
}

const command = createCommand('permuted-codes', 'Writes one version of the submission permuted-codes.')
  .argument('<version>', `one of ${Object.keys(VERSIONS).join(', ')}`)
  .action(write);

await runCommand(command);
