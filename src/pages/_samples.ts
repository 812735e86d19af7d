import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { requireBoard } from '../boards/catalogue.ts';
import { formatFault } from '../core/input-error.ts';
import { LIMITS } from '../registry/limits.ts';
import type { InstanceMeasurement } from '../registry/record.ts';
import { FOLDERS } from '../runtime/node/folders.ts';
import { CodesSampler } from '../runtime/node/codes-sampler.ts';
import type { CodesSample } from '../runtime/node/sample-codes.ts';
import type { Variant } from '../suite/tracks/track.ts';
import { SAMPLE_ROWS, viewCodes, type CodesView } from '../views/codes-view.ts';
import type { Entry } from '../views/entry.ts';
import { ARTEFACTS, ENTRIES, SUCCESSORS } from './_registry.ts';

/** Encoding takes a tenth of a second, so of a large registry the newest results have pictures. */
const MOST_RESULTS = 100;
/** A model that took its evaluation longer, twenty thousand rows and all metrics, is not run for a picture. */
const MOST_SECONDS = 100;
/** A model that has not given its codes by then has no picture. */
const PICTURE_SECONDS = 60;

const PICTURED = new Set(
  ENTRIES.filter(({ record }) => !SUCCESSORS.has(record.result_digest))
    .slice(-MOST_RESULTS)
    .map(({ record }) => record.result_digest),
);

/** One process may read all of them: starting one takes longer than a picture, and no number comes of it. */
const SUBMISSION_FOLDERS = [FOLDERS.submissions, FOLDERS.guests].flatMap((folder) => (folder === null ? [] : [resolve(folder)]));

const samples = new Map<string, Promise<CodesSample | null>>();

const sampler = new CodesSampler({ ...LIMITS.evaluation, encoderSeconds: PICTURE_SECONDS });

async function makeSample(entry: Entry, variant: Variant, { instance, artefact_sha256, draw_seed }: InstanceMeasurement) {
  const { track, status } = entry.record.measured;
  const path = ARTEFACTS.get(artefact_sha256);
  // A clone may be without its models.
  if (path === undefined || !existsSync(path)) return null;
  const kind = status === 'verified' ? ('encoder' as const) : ('codes' as const);
  const folder = SUBMISSION_FOLDERS.find((candidate) => path.startsWith(`${candidate}${sep}`)) ?? dirname(path);
  const file = relative(folder, path);
  const model = { track: track.id, variant, instance, kind, file, sha256: artefact_sha256, drawSeed: draw_seed };
  try {
    const outcome = await sampler.sample({ cell: model, folder, sampleRows: SAMPLE_ROWS });
    if ('sample' in outcome) return outcome.sample;
    outcome.faults.forEach((fault) => console.warn(`no picture of ${path}: ${formatFault(fault)}`));
  } catch (error) {
    // Whatever a model does to the process that runs it, a picture is no reason to stop the build of a site.
    console.warn(`no picture of ${path}:`, error);
  }
  return null;
}

/** Factors and codes of a result's first model; null where it has none that can be run here. */
export async function sampleOf(entry: Entry, variant: Variant): Promise<CodesSample | null> {
  const { record } = entry;
  const { main, twin } = record.measured.models;
  const [first] = record.measured.models[variant];
  const tooSlow = record.run.seconds > MOST_SECONDS * (main.length + twin.length);
  if (first === undefined || tooSlow || !PICTURED.has(record.result_digest)) return null;
  const key = `${record.result_digest} ${variant}`;
  const known = samples.get(key);
  if (known !== undefined) return await known;
  const made = makeSample(entry, variant, first);
  samples.set(key, made);
  return await made;
}

/** What a result's page draws of its codes, main before twin; empty where nothing can be drawn. */
export async function codesViews(entry: Entry): Promise<Readonly<Record<string, CodesView>>> {
  const { metric } = requireBoard(entry.record.measured.track.id).primary;
  const views: Record<string, CodesView> = {};
  for (const [variant, title] of [
    ['main', 'Model'],
    ['twin', 'Must-fail twin'],
  ] as const) {
    const sample = await sampleOf(entry, variant);
    const view = sample && viewCodes(sample, metric);
    if (view) views[title] = view;
  }
  return views;
}
