import { readFile } from 'node:fs/promises';
import { fromRowMajor, selectRows, type Matrix } from '../../core/matrix.ts';
import { npyToMatrix, parseNpy } from '../../core/npy.ts';
import { drawRows } from '../../suite/tracks/draw-rows.ts';
import type { TrackInstance } from '../../suite/tracks/track.ts';
import { createOnnxSession } from './onnx-session.ts';

/** Some rows of a draw, and what an encoder makes of them: for pictures, never for a number of a record. */
export interface CodesSample {
  /** n × d. */
  readonly factors: Matrix;
  /** n × m. */
  readonly codes: Matrix;
  /** n observations one after the other. */
  readonly observations: Float32Array;
}

export interface CodesSampleRequest {
  readonly instance: TrackInstance;
  readonly drawSeed: string;
  /** An ONNX model, or codes of the whole draw as `.npy`. */
  readonly path: string;
  readonly kind: 'encoder' | 'codes';
  /** Rows of the draw that supplied codes belong to. */
  readonly drawRows: number;
  readonly rows: number;
}

/**
 * Draws rows and encodes them in one batch.
 *
 * @throws InputError where the file cannot be encoded or read
 */
export async function sampleCodes({
  instance,
  drawSeed,
  path,
  kind,
  drawRows: all,
  rows,
}: CodesSampleRequest): Promise<CodesSample> {
  const bytes = await readFile(path);
  const first = Array.from({ length: rows }, (_, row) => row);
  if (kind === 'codes') {
    const { factors, observe } = drawRows(instance, drawSeed, all);
    const codes = npyToMatrix(parseNpy(bytes, path), path);
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
