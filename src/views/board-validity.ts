import { requireBoard } from '../boards/catalogue.ts';
import type { AtlasCell } from '../evaluation/atlas-document.ts';
import type { CodeDimension, DiagnosedGeometry } from '../evaluation/diagnosis-verdict.ts';
import type { Verdict } from '../evaluation/verdict.ts';
import type { InstanceMeasurement } from '../registry/record.ts';
import type { Track } from '../suite/tracks/track.ts';
import type { GeometryId } from '../suite/geometries/catalogue.ts';
import { permutationScale } from '../suite/geometries/permutation-scale/index.ts';
import { elementwiseNonlinear } from '../suite/geometries/elementwise-nonlinear/index.ts';
import { denseLinear } from '../suite/geometries/dense-linear/index.ts';
import { undercomplete } from '../suite/geometries/undercomplete/index.ts';
import { overcompleteCopies } from '../suite/geometries/overcomplete-copies/index.ts';
import { overcompleteNonlinear } from '../suite/geometries/overcomplete-nonlinear/index.ts';
import { overcompleteLinear } from '../suite/geometries/overcomplete-linear/index.ts';
import { disjointGroups } from '../suite/geometries/disjoint-groups/index.ts';
import { gaussianNoise } from '../suite/geometries/gaussian-noise/index.ts';
import { additiveNoise } from '../suite/geometries/additive-noise/index.ts';
import { superposition } from '../suite/geometries/superposition/index.ts';
import { untrainedNetwork } from '../suite/geometries/untrained-network/index.ts';

/** What most models of a row were diagnosed as. */
export interface RowDiagnosis {
  readonly geometry: DiagnosedGeometry;
  readonly dimension: CodeDimension | null;
  /** Models with this diagnosis, and all that were diagnosed. */
  readonly agreeing: number;
  readonly models: number;
  /** Least confidence of the agreeing models. */
  readonly confidence: number;
}

/** Whether a row's score says what it seems to say. */
export interface RowValidity {
  /** Null for records without diagnoses. */
  readonly diagnosis: RowDiagnosis | null;
  /** Nearest cell of the atlas; null where there is none. */
  readonly cell: AtlasCell | null;
  /** The atlas says that this metric misleads on such codes: the score is greyed and does not rank. */
  readonly invalid: boolean;
}

/** Verdicts under which a score must not order rows. */
export const MISLEADING: readonly Verdict[] = ['false-positive', 'false-negative', 'undefined'];

/** The suite's geometry that codes of a kind resemble most, by dimension where it matters. */
const NEAREST: Readonly<Record<DiagnosedGeometry, Readonly<Record<CodeDimension, GeometryId>> | GeometryId | null>> = {
  'elementwise-affine': { under: undercomplete.id, matched: permutationScale.id, over: overcompleteCopies.id },
  'elementwise-monotone': { under: elementwiseNonlinear.id, matched: elementwiseNonlinear.id, over: overcompleteNonlinear.id },
  'elementwise-nonlinear': elementwiseNonlinear.id,
  groups: disjointGroups.id,
  block: denseLinear.id,
  'linear-entangled': { under: superposition.id, matched: denseLinear.id, over: overcompleteLinear.id },
  'nonlinear-entangled': untrainedNetwork.id,
  noisy: additiveNoise.id,
  null: gaussianNoise.id,
  ambiguous: null,
};

/** What more than half of the models agree on; `ambiguous` where there is no such answer. */
export function joinDiagnoses(models: readonly InstanceMeasurement[]): RowDiagnosis | null {
  const found = models.flatMap(({ diagnosis }) => diagnosis ?? []);
  if (found.length === 0) return null;
  const groups = [...Map.groupBy(found, ({ geometry, dimension }) => `${geometry}/${dimension}`).values()];
  const largest = groups.reduce((best, group) => (group.length > best.length ? group : best));
  if (2 * largest.length <= found.length)
    return { geometry: 'ambiguous', dimension: null, agreeing: largest.length, models: found.length, confidence: 0 };
  const { geometry, dimension } = largest[0]!;
  const confidence = Math.min(...largest.map((one) => one.confidence));
  return { geometry, dimension, agreeing: largest.length, models: found.length, confidence };
}

/** The suite's geometry that diagnosed codes resemble most; null for an open diagnosis. */
export function nearestGeometry({ geometry, dimension }: Pick<RowDiagnosis, 'geometry' | 'dimension'>): GeometryId | null {
  const nearest = NEAREST[geometry];
  return nearest === null || typeof nearest === 'string' ? nearest : nearest[dimension ?? 'matched'];
}

/**
 * What the atlas says of the track's primary metric on codes like these: the cell of the nearest DGP and geometry at their defaults.
 *
 * @param cells of the atlas's base table
 */
export function judgeRow(track: Track, models: readonly InstanceMeasurement[], cells: readonly AtlasCell[]): RowValidity {
  const diagnosis = joinDiagnoses(models);
  const geometry = diagnosis && nearestGeometry(diagnosis);
  const { primary, nearestDgp } = requireBoard(track.id);
  const { metric, part } = primary;
  const cell =
    cells.find(
      (candidate) =>
        candidate.metric === metric && candidate.part === part && candidate.dgp === nearestDgp && candidate.geometry === geometry,
    ) ?? null;
  return { diagnosis, cell, invalid: cell !== null && MISLEADING.includes(cell.verdict) };
}
