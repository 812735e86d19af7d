import { exampleManifest } from '../../../src/registry/submission-scaffold.ts';
import type { Submission } from '../../../src/registry/submission.ts';
import type { Track } from '../../../src/suite/tracks/track.ts';

/** The scaffold with everything written that its author has to write; the models are still missing. */
export function soundManifest(slug: string, track: Track): Submission {
  const scaffold = exampleManifest(slug, track);
  return {
    ...scaffold,
    title: `The method ${slug}`,
    summary: 'A linear map that was never trained: it serves the tests.',
    authors: ['A. Tester'],
    owner: { github_id: 4242, login: 'stranger' },
    recipe: { ...scaffold.recipe, text: 'Nothing was trained.' },
  };
}
