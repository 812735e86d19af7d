import { fromRowMajor, selectRows, type Matrix } from '../../core/matrix.ts';
import { npyToMatrix, parseNpy } from '../../core/npy.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import { findTrack } from '../../suite/tracks/catalogue.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import { createOnnxSession } from './onnx-session.ts';
import { readSubmitted } from './read-submitted.ts';

/** Some rows of a draw, and what an encoder makes of them: for pictures and questions, never for a number of a record. */
export interface CodesSample {
  /** n × d. */
  readonly factors: Matrix;
  /** n × m. */
  readonly codes: Matrix;
  /** n observations one after the other. */
  readonly observations: Float32Array;
}

/** A model, or codes that were supplied, and the draw that it meets. */
export type SampledCell = Pick<EvaluationCell, 'track' | 'variant' | 'instance' | 'kind' | 'file' | 'sha256' | 'drawSeed'>;

/**
 * The first rows of a draw, encoded in one batch. Only a process of its own may call it: `CodesSampler` does.
 *
 * @param folder of the submission
 * @throws InputError where the file is another than the manifest names, or cannot be encoded or read
 */
export async function sampleCodes(cell: SampledCell, folder: string, rows: number): Promise<CodesSample> {
  const { drawSeed, file, kind } = cell;
  const track = findTrack(cell.track);
  const instance = track.createInstance(cell.instance, cell.variant);
  const bytes = await readSubmitted(folder, cell);
  if (kind === 'codes') {
    const first = Array.from({ length: rows }, (_, row) => row);
    const { factors, observe } = drawRows(instance, drawSeed, track.evaluationRows);
    const codes = npyToMatrix(parseNpy(bytes, file), file);
    return { factors: selectRows(factors, first), codes: selectRows(codes, first), observations: observe(0, rows) };
  }
  const { factors, observe } = drawRows(instance, drawSeed, rows);
  const observations = observe(0, rows);
  const session = await createOnnxSession(bytes, instance.observationShape);
  try {
    const codes = await session.run(observations.slice(), rows);
    return { factors, codes: fromRowMajor(codes, rows, codes.length / rows), observations };
  } finally {
    await session.release();
  }
}
