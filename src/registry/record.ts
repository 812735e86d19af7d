import type { Diagnosis } from '../evaluation/diagnosis.ts';
import type { MetricScalars } from '../evaluation/evaluate-instance.ts';
import type { RUNTIME } from '../evaluation/session.ts';
import type { Variant } from '../suite/tracks/track.ts';

/** `verified`: recomputed here from the ONNX file on fresh draws. `reported`: computed here from codes that the author supplied. */
export type EvaluationStatus = 'verified' | 'reported';

export type { MetricScalars };

/** One model on one draw of one instance. */
export interface InstanceMeasurement {
  readonly instance: number;
  /** The author's training seed, the key under `models.{main,twin}[instance]`. */
  readonly seed: string;
  /** SHA-256 of the ONNX file, or of the `.npy` file of codes. */
  readonly artefact_sha256: string;
  /** SHA-256 of the `.npy` file of the graph or dictionary that came with it, if any. */
  readonly structure_sha256?: string;
  /** Roots the draw's random streams; derived from commit, suite digest, track, variant and instance. */
  readonly draw_seed: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** SHA-256 of the codes as little-endian float32 (float64 for float64 `.npy`) in C order. */
  readonly codes_sha256: string;
  readonly metrics: Readonly<Record<string, MetricScalars>>;
  /** Null where there are too many factors or codes, or too few rows. Records of `custodes/measured/1` have none. */
  readonly diagnosis?: Diagnosis | null;
}

/** Everything that `result_digest` covers. */
export interface Measured {
  /** Version 1 had no diagnosis. */
  readonly schema: 'custodes/measured/1' | 'custodes/measured/2';
  readonly suite: { readonly version: string; readonly digest: string };
  /** What made the codes; not used where the author supplied them. */
  readonly runtime: Omit<typeof RUNTIME, 'version'> & { readonly version: string };
  readonly track: { readonly id: string; readonly version: string };
  readonly submission: { readonly slug: string; readonly version: string; readonly manifest_sha256: string };
  readonly status: EvaluationStatus;
  /** Commit that seeded the draws, or `public` for the public evaluation draw of codes-only submissions. */
  readonly draw: { readonly commit: string };
  readonly models: Readonly<Record<Variant, readonly InstanceMeasurement[]>>;
}

/** Circumstances of the run: shown, not part of the result. */
export interface Run {
  readonly device: string;
  readonly node: string;
  /** Commit of the engine's source that computed this record, or null outside a repository. */
  readonly engine_commit: string | null;
  readonly seconds: number;
  readonly approver: string | null;
}

/** The immutable result of one submission version × one track × one suite version. */
export interface ResultRecord {
  readonly schema: 'custodes/record/1';
  /** sha256(domain ‖ RFC 8785(measured)), hex. Its first 12 digits are the permalink. */
  readonly result_digest: string;
  /** sha256 over submission, track and suite: tells a retry from a new result. */
  readonly identity_digest: string;
  readonly measured: Measured;
  readonly run: Run;
  /** Result digest of the record that this one replaces, if any. */
  readonly supersedes?: string;
}
