import { findTrack } from '../suite/tracks/catalogue.ts';
import type { Variant } from '../suite/tracks/track.ts';
import { drawSeed, PUBLIC_DRAW, type DrawRoot } from './draw-seed.ts';
import { artefactName, type ModelFile, type Submission } from './submission.ts';

export const VARIANTS: readonly Variant[] = ['main', 'twin'];

/** One model on one draw: the unit of work of an evaluation. */
export interface EvaluationCell {
  readonly track: string;
  readonly variant: Variant;
  readonly instance: number;
  readonly seed: string;
  readonly kind: 'encoder' | 'codes';
  /** Relative to the manifest, or the address of a model that lies elsewhere. */
  readonly file: string;
  readonly sha256: string;
  /** The graph or dictionary that comes with the model. */
  readonly structure?: ModelFile;
  readonly drawSeed: string;
  readonly rows: number;
}

export interface CellSelection {
  /** Commit that seeds the draws of encoders; codes are always scored on the public draw. */
  readonly commit: string;
  /** What the draws of a track grow from. */
  readonly rootOf: (track: string) => DrawRoot;
  /** Default: every track of the submission. */
  readonly track?: string;
  /** Default: every instance. */
  readonly instances?: readonly number[];
  /** Fewer rows than the track's, for a quick look at an encoder. Codes are of all rows. */
  readonly rows?: number;
}

/** What seeds a track's draws: the commit for encoders, the public draw for codes, which cannot follow a fresh one. */
export function drawCommit(kind: EvaluationCell['kind'], commit: string): string {
  return kind === 'codes' ? PUBLIC_DRAW : commit;
}

/** The cells of a submission, ordered by track, variant, instance and seed, whatever the order in the manifest. */
export function evaluationCells(submission: Submission, selection: CellSelection): EvaluationCell[] {
  const entries = submission.tracks.filter(({ track }) => selection.track === undefined || track === selection.track);
  return entries.flatMap(({ track, kind, models }) =>
    VARIANTS.flatMap((variant) =>
      Object.entries(models[variant] ?? {})
        .map(([instance, seeds]) => ({ instance: Number(instance), seeds }))
        .filter(({ instance }) => selection.instances?.includes(instance) ?? true)
        .toSorted((a, b) => a.instance - b.instance)
        .flatMap(({ instance, seeds }) =>
          Object.entries(seeds)
            .toSorted(([a], [b]) => Number(a) - Number(b))
            .map(([seed, model]) => ({
              track,
              variant,
              instance,
              seed,
              kind,
              file: artefactName(model),
              sha256: model.sha256,
              ...((model.graph ?? model.decoder) && { structure: (model.graph ?? model.decoder)! }),
              drawSeed: drawSeed({
                commit: drawCommit(kind, selection.commit),
                root: selection.rootOf(track),
                track,
                variant,
                instance,
              }),
              rows: kind === 'codes' ? findTrack(track).evaluationRows : (selection.rows ?? findTrack(track).evaluationRows),
            })),
        ),
    ),
  );
}

/** How a message names a cell. */
export function cellName({
  track,
  variant,
  instance,
  seed,
}: Pick<EvaluationCell, 'track' | 'variant' | 'instance' | 'seed'>): string {
  return `${track}/${variant}/${instance}/${seed}`;
}
