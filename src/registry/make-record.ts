import { RUNTIME } from '../evaluation/session.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { canonicalJson } from './canonical-json.ts';
import { identityDigest, permalinkDigest, resultDigest } from './digest.ts';

import type { TrackPart } from './documents/fields.ts';
import { drawCommit, type EvaluationCell } from './evaluation-cells.ts';
import type { InstanceMeasurement, Measured, ResultRecord, Run } from './record.ts';

/** A cell with what came out of it. */
export interface MeasuredCell {
  readonly cell: EvaluationCell;
  readonly measurement: InstanceMeasurement;
}

export interface RecordSource {
  readonly submission: Measured['submission'];
  readonly suite: Measured['suite'];
  /** What the records of each track rest on. */
  readonly partOf: (track: string) => TrackPart;
  /** What seeds the draws of encoders. */
  readonly commit: string;
}

/** What a record of one track will say before anything is measured. */
export function recordHeader(source: RecordSource, track: string, kind: EvaluationCell['kind']): Omit<Measured, 'models'> {
  const { id, version } = findTrack(track);
  return {
    schema: 'custodes/measured/3',
    suite: source.suite,
    part: source.partOf(track),
    runtime: RUNTIME,
    track: { id, version },
    submission: source.submission,
    status: kind === 'codes' ? 'reported' : 'verified',
    draw: { commit: drawCommit(kind, source.commit) },
  };
}

/**
 * The measured part of a record of one track.
 *
 * @param cells of one track, all of one kind, in the order of `evaluationCells`; at least one
 */
export function makeMeasured(source: RecordSource, cells: readonly MeasuredCell[]): Measured {
  const { track, kind } = cells[0]!.cell;
  const ofVariant = (variant: EvaluationCell['variant']) =>
    cells.filter(({ cell }) => cell.variant === variant).map(({ measurement }) => measurement);
  return { ...recordHeader(source, track, kind), models: { main: ofVariant('main'), twin: ofVariant('twin') } };
}

/**
 * The record with its digests.
 *
 * @param supersedes result digest of the record that this one replaces: a rescore under a newer suite
 */
export function makeRecord(measured: Measured, run: Run, supersedes?: string): ResultRecord {
  return {
    schema: 'custodes/record/1',
    result_digest: resultDigest(measured),
    identity_digest: identityDigest(measured),
    measured,
    run,
    ...(supersedes === undefined ? {} : { supersedes }),
  };
}

/** The bytes of a record's file: canonical JSON and a line break. */
export function recordText(record: ResultRecord): string {
  return `${canonicalJson(record)}\n`;
}

/** Where a record lies below its folder of results. */
export function recordPath({ measured, result_digest }: ResultRecord): string {
  return `${measured.track.id}/${permalinkDigest(result_digest)}.json`;
}
