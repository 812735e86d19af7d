import type { RemoteModel, Submission } from '../registry/submission.ts';

/** Models of a submission on one track that lie at addresses of their own, each once. */
export function remoteModels({ tracks }: Submission, track: string): RemoteModel[] {
  const models = tracks
    .filter((entry) => entry.track === track)
    .flatMap((entry) => Object.values(entry.models))
    .flatMap((instances) => Object.values(instances))
    .flatMap((seeds) => Object.values(seeds))
    .filter((model) => 'url' in model);
  return [...new Map(models.map((model) => [model.sha256, model])).values()];
}
