import { identityDigest, resultDigest } from '../../src/registry/digest.ts';
import type { InstanceMeasurement, Measured, MetricScalars } from '../../src/registry/record.ts';
import type { BaselineRole } from '../../src/registry/reference-rows.ts';
import type { Submission } from '../../src/registry/submission.ts';
import type { Entry } from '../../src/views/entry.ts';

interface FixtureOptions {
  readonly slug: string;
  readonly version?: string;
  readonly track?: string;
  readonly baseline?: BaselineRole;
  readonly supervision?: Submission['supervision'];
  readonly status?: Measured['status'];
  readonly supersedes?: string;
  readonly preview?: boolean;
  readonly m?: number;
  /** Primary score of each instance. */
  readonly main: readonly (number | null)[];
  readonly twin?: readonly (number | null)[];
}

const ZEROS = '0'.repeat(64);

function scalars(score: number | null): Record<string, MetricScalars> {
  return {
    mcc_pearson: { score, matched: score, coverage: score },
    r2: { score: score === null ? null : Math.min(1, score + 0.1) },
  };
}

function measurements(scores: readonly (number | null)[], m: number): InstanceMeasurement[] {
  return scores.map((score, instance) => ({
    instance,
    seed: '0',
    artefact_sha256: ZEROS,
    draw_seed: ZEROS,
    n: 20_000,
    d: 5,
    m,
    codes_sha256: ZEROS,
    metrics: scalars(score),
  }));
}

/** A small entry for the tests of view models. */
export function createEntry(options: FixtureOptions): Entry {
  const { slug, version = '1', m = 5 } = options;
  const measured: Measured = {
    schema: 'custodes/measured/1',
    suite: { version: '0.1.0', digest: ZEROS },
    runtime: { name: 'onnxruntime-web', version: '1.30.0', provider: 'wasm', threads: 1 },
    track: { id: options.track ?? 'linear-ica', version: '1' },
    submission: { slug, version, manifest_sha256: ZEROS },
    status: options.status ?? 'verified',
    draw: { commit: '0'.repeat(40) },
    models: { main: measurements(options.main, m), twin: measurements(options.twin ?? [], m) },
  };
  const submission: Submission = {
    schema: 'custodes/submission/1',
    slug,
    version,
    title: `Method ${slug}`,
    summary: 'A method for tests.',
    authors: ['A. Author'],
    owner: { github_id: 1, login: 'author' },
    method: { name: slug },
    supervision: options.supervision ?? 'none',
    licence: 'CC0-1.0',
    recipe: { command: 'true', text: 'None.' },
    tracks: [],
  };
  return {
    record: {
      schema: 'custodes/record/1',
      result_digest: resultDigest(measured),
      identity_digest: identityDigest(measured),
      measured,
      run: { device: 'test', node: 'v24', engine_commit: null, seconds: 1, approver: null },
      ...(options.supersedes !== undefined && { supersedes: options.supersedes }),
    },
    submission,
    role: options.baseline ?? null,
    preview: options.preview ?? false,
    attested: false,
  };
}
