import { sha256Hex } from '../../src/registry/digest.ts';
import type { Models, Submission } from '../../src/registry/submission.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import type { Variant } from '../../src/suite/tracks/track.ts';
import type { PlannedMethod } from './plan.ts';

/** Digest that stands for a file which exists nowhere. */
export function digestOf(...parts: readonly (string | number)[]): string {
  return sha256Hex(new TextEncoder().encode(JSON.stringify(parts)));
}

/** Models lie at addresses: as files, ten thousand records' would be more than a site may hold. */
function models(slug: string, version: number, track: string): Models {
  const ofVariant = (variant: Variant) =>
    Object.fromEntries(
      Array.from({ length: findTrack(track).instanceCount }, (_, instance) => {
        const sha256 = digestOf(slug, version, track, variant, instance);
        return [String(instance), { '0': { url: `https://models.example.org/${sha256}.onnx`, sha256 } }];
      }),
    );
  return { main: ofVariant('main'), twin: ofVariant('twin') };
}

/** The manifest of one version. */
export function syntheticSubmission({ slug, title, tracks, baseline }: PlannedMethod, version: number): Submission {
  return {
    schema: 'custodes/submission/1',
    slug,
    version: String(version),
    title,
    summary: `Synthetic submission ${slug}: it was never trained, and serves to measure the site at scale.`,
    authors: ['A. Synthetic', 'B. Author'],
    owner: { github_id: 0, login: 'custodes' },
    method: {
      name: title,
      paper: { title: 'A paper that does not exist, Proceedings of Nowhere', url: 'https://example.org/paper', year: 2026 },
    },
    supervision: baseline === 'supervised' ? 'labels' : 'none',
    licence: 'CC0-1.0',
    recipe: {
      command: 'python train.py',
      text: 'Nothing was trained. A recipe of usual length names data, architecture, loss, optimiser, steps, seeds and how the model was chosen.',
    },
    tracks: tracks.map((track) => ({ track, kind: 'encoder' as const, models: models(slug, version, track) })),
  };
}
