import type { AtlasDocument, StoredCell } from '../evaluation/atlas-document.ts';
import type { ExperimentDocument } from '../evaluation/experiment-document.ts';
import { digestTexts } from '../evaluation/stored-scores.ts';

/** An entry with one digest in place of those of its metrics. */
function withOneDigest<Entry extends Pick<StoredCell, 'digests'>>({ digests, ...rest }: Entry) {
  return { ...rest, digest: digestTexts(Object.values(digests)) };
}

/** A volume as programs get it: each cell has a digest of the digests of its metrics, which changes with any of them. */
export function publishVolume({ cells, ...head }: AtlasDocument) {
  return { ...head, cells: cells.map(withOneDigest) };
}

/** The sweeps as programs get them, settings as the cells of a volume. */
export function publishExperiments({ experiments, ...head }: ExperimentDocument) {
  return { ...head, experiments: experiments.map((each) => ({ ...each, settings: each.settings.map(withOneDigest) })) };
}
