import type { Variant } from '../suite/tracks/track.ts';
import type { Models, Submission, SubmittedModel } from './documents/submission.ts';

export type { ModelFile, Models, Submission, SubmittedModel, Supervision } from './documents/submission.ts';

/** What names an artefact: its path beside the manifest, or its address. No path looks like an address. */
export function artefactName(model: SubmittedModel): string {
  return 'url' in model ? model.url : model.file;
}

/** Whether such a name is an address. */
export function isRemote(name: string): boolean {
  return name.startsWith('https://');
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
