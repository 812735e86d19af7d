import { requireBoard } from '../../boards/catalogue.ts';
import { cellName, type EvaluationCell } from '../../registry/evaluation-cells.ts';
import type { InstanceMeasurement, Measured } from '../../registry/record.ts';
import { MANIFEST_NAME } from '../../registry/manifest-name.ts';
import type { Notice } from '../../registry/submission-notices.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import type { Track } from '../../suite/tracks/track.ts';
import { runCells } from './cell-pool.ts';
import { plannedCells, type EvaluationRequest } from './evaluate-submission.ts';
import type { CellOutcome } from './cell-task.ts';
import type { LoadedSubmission } from './submission-folder.ts';

/** A model that scores as well as this was not mistaken for another. */
const GOOD = 0.95;
/** By how much a model must be better on one instance than on its own and on every other. */
const MARGIN = 0.15;
/** Enough rows to tell a trained model from a foreign one. */
const ROWS = 500;
/** Models on foreign draws: few, so that the answer costs little beside the evaluation. */
const MOST_TRIALS = 24;

interface Trial {
  /** The model on its own instance, and its score there. */
  readonly cell: EvaluationCell;
  readonly own: number;
  /** The same model on the draw of another instance. */
  readonly foreign: EvaluationCell;
}

const keyOf = ({ instance, seed }: Pick<InstanceMeasurement, 'instance' | 'seed'>) => `${instance}/${seed}`;

function primaryScore({ metrics }: InstanceMeasurement, track: Track): number {
  const { metric, part } = requireBoard(track.id).primary;
  return metrics[metric]?.[part] ?? 0;
}

/** The weakest models first, each on every other submitted instance with observations of the same shape. */
function planTrials(cells: readonly EvaluationCell[], measurements: readonly InstanceMeasurement[], track: Track): Trial[] {
  const scores = new Map(measurements.map((each) => [keyOf(each), primaryScore(each, track)]));
  const shapeOf = (instance: number) => track.createInstance(instance, 'main').observationShape.join();
  const targets = [...new Map(cells.map((cell) => [cell.instance, cell])).values()];
  const weak = cells.filter((cell) => (scores.get(keyOf(cell)) ?? 1) < GOOD);
  const weakestFirst = weak.toSorted((a, b) => scores.get(keyOf(a))! - scores.get(keyOf(b))!);
  const trials = weakestFirst.map((cell) =>
    targets
      .filter(({ instance }) => instance !== cell.instance && shapeOf(instance) === shapeOf(cell.instance))
      .map(({ instance, drawSeed, rows }) => ({
        cell,
        own: scores.get(keyOf(cell))!,
        // Codes are of all rows of their draw.
        foreign: { ...cell, instance, drawSeed, rows: cell.kind === 'codes' ? rows : Math.min(rows, ROWS) },
      })),
  );
  const affordable = trials.filter((own, i) => trials.slice(0, i + 1).flat().length <= MOST_TRIALS && own.length > 0);
  return affordable.flat();
}

function noticesOf(name: string, trials: readonly Trial[], outcomes: readonly CellOutcome[], track: Track): Notice[] {
  const scored = trials.flatMap((trial, i) => {
    const outcome = outcomes[i]!;
    return 'measurement' in outcome ? [{ ...trial, score: primaryScore(outcome.measurement, track) }] : [];
  });
  return [...Map.groupBy(scored, ({ cell }) => cell).entries()].flatMap(([cell, own]): Notice[] => {
    const [best, second] = own.toSorted((a, b) => b.score - a.score);
    if (best === undefined || best.score < Math.max(best.own, second?.score ?? 0) + MARGIN) return [];
    const rule = `scores ${best.score.toFixed(2)} on instance ${best.foreign.instance} and ${best.own.toFixed(2)} on its own`;
    const fix = `see whether the files of instances ${cell.instance} and ${best.foreign.instance} are swapped in ${MANIFEST_NAME}`;
    return [{ path: `${name}/${cell.file} (${cellName(cell)})`, rule, fix }];
  });
}

/**
 * Models of the main variant that do better on the draw of another submitted instance than on their own: files that were swapped, or a
 * seed that belongs elsewhere. Few models are tried, the weakest first.
 *
 * @param measured what the evaluation of the submission gave
 */
export async function findSwappedModels(
  loaded: LoadedSubmission,
  request: EvaluationRequest,
  measured: readonly Pick<Measured, 'track' | 'models'>[],
): Promise<Notice[]> {
  const notices: Notice[] = [];
  const planned = plannedCells(loaded, request).filter(({ variant }) => variant === 'main');
  for (const {
    track: { id },
    models,
  } of measured) {
    const track = findTrack(id);
    const trials = planTrials(
      planned.filter((cell) => cell.track === id),
      models.main,
      track,
    );
    const panel = [requireBoard(id).primary.metric];
    const tasks = trials.map(({ foreign }) => ({ cell: foreign, folder: loaded.folder, panel }));
    notices.push(...noticesOf(loaded.name, trials, await runCells(`${loaded.name} elsewhere`, tasks), track));
  }
  return notices;
}
