import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUNTIME } from '../../evaluation/session.ts';
import { canonicalJson } from '../../registry/canonical-json.ts';
import { sha256Hex } from '../../registry/digest.ts';
import type { EvaluationCell } from '../../registry/evaluation-cells.ts';
import { measurementDocument } from '../../registry/shard-file.ts';
import type { InstanceMeasurement } from '../../registry/record.ts';
import { SOURCE_PATHS } from './engine.ts';
import { describeTree, hasUncommittedChanges } from './git.ts';
import { writeFileAtomically } from './write-file.ts';

const FOLDER = '.cache/cells';

/**
 * Measurements of cells, one file each, kept between runs: what was measured once is not measured again, and a killed run loses only
 * the cells in progress. A file is found by everything that its numbers follow from: the engine's source, the runtime, the model's bytes
 * and the draw. Numbers that are to prove something (`verify`) are never taken from here.
 */
export class MeasurementCache {
  readonly #folder: string;
  readonly #engine: readonly string[];

  private constructor(folder: string, engine: readonly string[]) {
    this.#folder = folder;
    this.#engine = engine;
  }

  /** Null where the engine's source is not that of a commit: nothing could tell one state of it from the next. */
  static async open(root: string): Promise<MeasurementCache | null> {
    if (await hasUncommittedChanges(root, SOURCE_PATHS)) return null;
    const engine = await describeTree(root, SOURCE_PATHS);
    return engine === null ? null : new MeasurementCache(join(root, FOLDER), engine);
  }

  #pathOf(cell: EvaluationCell): string {
    const source = { engine: this.#engine, runtime: RUNTIME, node: process.version, architecture: process.arch, cell };
    return join(this.#folder, `${sha256Hex(Buffer.from(canonicalJson(source)))}.json`);
  }

  /** What is known of a cell. A file that cannot be read or is no measurement counts as nothing: it is only a cache. */
  async read(cell: EvaluationCell): Promise<InstanceMeasurement | null> {
    const path = this.#pathOf(cell);
    try {
      return measurementDocument.parse(await readFile(path, 'utf8'), path);
    } catch {
      return null;
    }
  }

  async write(cell: EvaluationCell, measurement: InstanceMeasurement): Promise<void> {
    await writeFileAtomically(this.#pathOf(cell), `${canonicalJson(measurement)}\n`);
  }
}
