import type { Variant } from '../suite/tracks/track.ts';

/** What the training saw. Only `none` and `as-track-grants` are ranked. */
export type Supervision = 'none' | 'as-track-grants' | 'labels' | 'generator-weights';

/** A file of a submission. The path is relative to the manifest. */
export interface ModelFile {
  readonly file: string;
  readonly sha256: string;
}

/** A model that lies elsewhere, at an https address. */
export interface RemoteModel {
  readonly url: string;
  readonly sha256: string;
}

/** One trained model, and what comes with it where a track takes that. */
export type SubmittedModel = (ModelFile | RemoteModel) & {
  /** Graph of the codes. */
  readonly graph?: ModelFile;
  /** Dictionary whose coefficients the codes are. */
  readonly decoder?: ModelFile;
};

/** `models.{main,twin}[instance][seed]`. */
export type Models = Readonly<Partial<Record<Variant, Readonly<Record<string, Readonly<Record<string, SubmittedModel>>>>>>>;

/** What names an artefact: its path beside the manifest, or its address. No path looks like an address. */
export function artefactName(model: ModelFile | RemoteModel): string {
  return 'url' in model ? model.url : model.file;
}

/** Whether such a name is an address. */
export function isRemote(name: string): boolean {
  return name.startsWith('https://');
}

/** `submissions/<slug>/<version>/submission.json`, written by its author, frozen once merged. */
export interface Submission {
  readonly schema: 'custodes/submission/1';
  readonly slug: string;
  readonly version: string;
  readonly title: string;
  readonly summary: string;
  readonly authors: readonly string[];
  readonly owner: { readonly github_id: number; readonly login: string };
  readonly method: {
    readonly name: string;
    readonly paper?: { readonly title: string; readonly url: string; readonly year: number };
  };
  readonly supervision: Supervision;
  /** SPDX identifier; grants redistribution of the weights. */
  readonly licence: string;
  readonly recipe: { readonly command: string; readonly text: string };
  /** The submitted model of each instance was picked among `of` trained ones, by what `by` says. Absent where none was picked. */
  readonly selection?: { readonly of: number; readonly by: string };
  readonly tracks: readonly { readonly track: string; readonly kind: 'encoder' | 'codes'; readonly models: Models }[];
}

/** Every model of a submission with its place. @returns `pointer` as a JSON pointer into the manifest */
export function modelsOf({ tracks }: Pick<Submission, 'tracks'>): {
  readonly track: string;
  readonly variant: Variant;
  readonly instance: number;
  readonly seed: string;
  readonly pointer: string;
  readonly model: SubmittedModel;
}[] {
  return tracks.flatMap(({ track, models }, position) =>
    (Object.entries(models) as [Variant, Models['main'] & object][]).flatMap(([variant, instances]) =>
      Object.entries(instances).flatMap(([instance, seeds]) =>
        Object.entries(seeds).map(([seed, model]) => ({
          track,
          variant,
          instance: Number(instance),
          seed,
          pointer: `/tracks/${position}/models/${variant}/${instance}/${seed}`,
          model,
        })),
      ),
    ),
  );
}
