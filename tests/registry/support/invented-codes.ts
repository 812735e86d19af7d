import { RandomStream } from '../../../src/core/random/stream.ts';
import { RUNTIME } from '../../../src/evaluation/session.ts';
import { requireBoard } from '../../../src/boards/catalogue.ts';
import type { EvaluationCell } from '../../../src/registry/evaluation-cells.ts';
import { sha256Hex } from '../../../src/registry/digest.ts';
import type { InstanceMeasurement } from '../../../src/registry/record.ts';
import type { runCells } from '../../../src/runtime/node/cell-pool.ts';
import { findTrack } from '../../../src/suite/tracks/catalogue.ts';

/** A number that takes as many bytes as any. */
const LONGEST = -1.2345678901234567e-100;
/** Scalars of a metric at most, by the measured metrics of committed records. */
const PARTS = 4;

/** What a model would have been measured to be, invented from its cell alone: no model runs. @param number stands at every place */
export function inventedMeasurement(cell: EvaluationCell, number?: number): InstanceMeasurement {
  const { track, variant, instance, seed, sha256, structure, drawSeed, rows } = cell;
  const stream = new RandomStream('custodes/invented', drawSeed, seed);
  const next = () => number ?? stream.uniform();
  const { d } = findTrack(track).createInstance(instance, variant);
  const scalars = () => Object.fromEntries(Array.from({ length: PARTS }, (_, i) => [i === 0 ? 'score' : `part_${i}`, next()]));
  return {
    instance,
    seed,
    artefact_sha256: sha256,
    ...(structure && { structure_sha256: structure.sha256 }),
    draw_seed: drawSeed,
    n: rows,
    d,
    m: d,
    codes_sha256: sha256Hex(new TextEncoder().encode(`${drawSeed} ${seed} ${RUNTIME.version}`)),
    metrics: Object.fromEntries(requireBoard(track).panel.map((key) => [key, scalars()])),
    diagnosis: null,
  };
}

/** The largest measurement that a cell may have. */
export function largestMeasurement(cell: EvaluationCell): InstanceMeasurement {
  const share = 0.12345678901234567;
  const shares = { affine: share, monotone: share, own: share, leak: share, linear: share, noise: share, confidence: share };
  const diagnosis = {
    ...shares,
    geometry: 'elementwise-nonlinear',
    dimension: 'matched',
    dependent_codes: 4096,
    factors_read: 999,
  };
  return { ...inventedMeasurement(cell, LONGEST), m: 4096, diagnosis } as InstanceMeasurement;
}

/** Stands in for the processes that run models. */
export function inventing(measure: (cell: EvaluationCell) => InstanceMeasurement = inventedMeasurement): typeof runCells {
  return async (_label, tasks, _limits, onOutcome) => {
    const outcomes = tasks.map(({ cell }) => ({ measurement: measure(cell), seconds: 1.5 }));
    for (const [i, task] of tasks.entries()) await onOutcome?.(task, outcomes[i]!);
    return outcomes;
  };
}
