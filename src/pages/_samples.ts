import { requireBoard } from '../boards/catalogue.ts';
import { InputError } from '../core/input-error.ts';
import type { InstanceMeasurement } from '../registry/record.ts';
import { sampleCodes, type CodesSample } from '../runtime/node/sample-codes.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import type { Variant } from '../suite/tracks/track.ts';
import { SAMPLE_ROWS, viewCodes, type CodesView } from '../views/codes-view.ts';
import type { Entry } from '../views/entry.ts';
import { ARTEFACTS, ENTRIES, SUCCESSORS } from './_registry.ts';

/** Encoding takes a tenth of a second, so of a large registry the newest results have pictures. */
const MOST_RESULTS = 100;
/** A model that took its evaluation longer, twenty thousand rows and all metrics, is not run for a picture. */
const MOST_SECONDS = 100;

const PICTURED = new Set(
  ENTRIES.filter(({ record }) => !SUCCESSORS.has(record.result_digest))
    .slice(-MOST_RESULTS)
    .map(({ record }) => record.result_digest),
);

const samples = new Map<string, Promise<CodesSample | null>>();

async function makeSample(entry: Entry, variant: Variant, { instance, artefact_sha256, draw_seed }: InstanceMeasurement) {
  const { measured } = entry.record;
  const path = ARTEFACTS.get(artefact_sha256);
  if (path === undefined) return null;
  const track = findTrack(measured.track.id);
  try {
    return await sampleCodes({
      instance: track.createInstance(instance, variant),
      drawSeed: draw_seed,
      path,
      kind: measured.status === 'verified' ? 'encoder' : 'codes',
      drawRows: track.evaluationRows,
      rows: SAMPLE_ROWS,
    });
  } catch (error) {
    // A picture is no reason to stop the build of a site, and a clone without models has none.
    if (error instanceof InputError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null;
    throw error;
  }
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
