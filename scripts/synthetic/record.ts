import { requireBoard } from '../../src/boards/catalogue.ts';
import { RandomStream } from '../../src/core/random/stream.ts';
import { RUNTIME } from '../../src/evaluation/session.ts';
import { makeRecord } from '../../src/registry/make-record.ts';
import type { TrackPart } from '../../src/registry/documents/fields.ts';
import type { InstanceMeasurement, Measured, MetricScalars, ResultRecord } from '../../src/registry/record.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import type { Track, Variant } from '../../src/suite/tracks/track.ts';
import type { PlannedMethod } from './plan.ts';
import { digestOf } from './submission.ts';

/** Between these scores lie all boards, and this much vary instances. */
const FLOOR = 0.3;
const CEILING = 0.98;
const SPREAD = 0.02;
/** What a version of a method gains over the one before. */
const PROGRESS = 0.02;
const CODES = 5;

interface Cell {
  readonly method: PlannedMethod;
  readonly version: number;
  readonly track: Track;
  readonly variant: Variant;
  readonly instance: number;
}

function scalars(track: Track, quality: number, stream: RandomStream): Record<string, MetricScalars> {
  const { panel, primary } = requireBoard(track.id);
  const keys = new Set([...panel, primary.metric]);
  return Object.fromEntries(
    [...keys].map((key) => {
      const score = Math.min(1, FLOOR + (CEILING - FLOOR) * quality + SPREAD * stream.normal());
      return [key, { score, [primary.part]: score, score_nonconstant: score, chance_level: stream.uniform() / 100 }];
    }),
  );
}

function measurement({ method, version, track, variant, instance }: Cell): InstanceMeasurement {
  const { slug } = method;
  const stream = new RandomStream('custodes/synthetic registry', slug, version, track.id, variant, instance);
  const quality = variant === 'twin' ? 0 : Math.max(0, method.quality - PROGRESS * (method.versions - version));
  const codes = requireBoard(track.id).rankedCodes ?? CODES;
  return {
    instance,
    seed: '0',
    artefact_sha256: digestOf(slug, version, track.id, variant, instance),
    draw_seed: digestOf('draw', slug, version, track.id, variant, instance),
    n: track.evaluationRows,
    d: codes,
    m: codes,
    codes_sha256: digestOf('codes', slug, version, track.id, variant, instance),
    metrics: scalars(track, quality, stream),
    diagnosis: {
      geometry: 'elementwise-affine',
      dimension: 'matched',
      confidence: 1,
      dependent_codes: codes,
      factors_read: codes,
      affine: 0.99,
      monotone: 0.99,
      own: 0.99,
      leak: 0.001 * stream.uniform(),
      linear: 0.99,
      noise: 0.001 * stream.uniform(),
    },
  };
}

export interface RecordPlace {
  readonly method: PlannedMethod;
  readonly version: number;
  readonly trackId: string;
  readonly manifestSha256: string;
  readonly suite: Measured['suite'];
  readonly part: TrackPart;
  /** Commit that would have seeded the draws. */
  readonly commit: string;
}

/** A record as the recorder would write it, in form and size; its numbers are drawn. */
export function syntheticRecord({ method, version, trackId, manifestSha256, suite, part, commit }: RecordPlace): ResultRecord {
  const track = findTrack(trackId);
  const ofVariant = (variant: Variant) =>
    Array.from({ length: track.instanceCount }, (_, instance) => measurement({ method, version, track, variant, instance }));
  const measured: Measured = {
    schema: 'custodes/measured/3',
    suite,
    part,
    runtime: RUNTIME,
    track: { id: track.id, version: track.version },
    submission: { slug: method.slug, version: String(version), manifest_sha256: manifestSha256 },
    status: 'verified',
    draw: { commit },
    models: { main: ofVariant('main'), twin: ofVariant('twin') },
  };
  return makeRecord(measured, { device: 'wasm', node: 'v24.21.0', engine_commit: commit, seconds: 60, approver: null });
}
