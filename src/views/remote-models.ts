import type { Submission } from '../registry/submission.ts';

/** A model at an address, with what it is of. */
export interface ListedModel {
  readonly url: string;
  readonly sha256: string;
  /** For example `instance 0, seed 0`; several where one model serves several. */
  readonly uses: readonly string[];
}

/** Models of a submission on one track that lie at addresses of their own, each once. */
export function remoteModels({ tracks }: Submission, track: string): ListedModel[] {
  const listed = tracks
    .filter((entry) => entry.track === track)
    .flatMap(({ models }) => Object.entries(models))
    .flatMap(([variant, instances]) =>
      Object.entries(instances).flatMap(([instance, seeds]) =>
        Object.entries(seeds).map(([seed, model]) => {
          return { model, use: `${variant === 'twin' ? 'twin’s ' : ''}instance ${instance}, seed ${seed}` };
        }),
      ),
    )
    .flatMap(({ model, use }) => ('url' in model ? [{ url: model.url, sha256: model.sha256, use }] : []));
  return [...Map.groupBy(listed, ({ sha256 }) => sha256).values()].map((same) => {
    return { url: same.at(-1)!.url, sha256: same[0]!.sha256, uses: same.map(({ use }) => use) };
  });
}
