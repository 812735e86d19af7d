/** Graphs and dictionaries as their authors save them: every numeric type, either axis order. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toRows } from '../../src/core/matrix.ts';
import { npyToMatrix, parseNpy } from '../../src/core/npy.ts';
import { sha256Hex } from '../../src/registry/digest.ts';
import { structureFaults } from '../../src/registry/structure-faults.ts';
import { findTrack } from '../../src/suite/tracks/catalogue.ts';
import { npyFile, type Descriptor } from '../support/npy-file.ts';

const FOLDER = join(import.meta.dirname, 'data/graphs');
const read = (name: string) => new Uint8Array(readFileSync(join(FOLDER, name)));

function faultsOf(track: 'interventions' | 'superposition', kind: 'graph' | 'decoder', bytes: Uint8Array): string[] {
  const found = findTrack(track);
  const model = { pointer: 'model', [kind]: { file: 'a.npy', sha256: sha256Hex(bytes) } };
  const files = { folder: 'submissions/x/1', files: new Map([['a.npy', bytes]]) };
  return structureFaults(model, found, found.createInstance(0, 'main').observationShape, files).map(
    ({ rule, fix }) => `${rule}; ${fix}`,
  );
}

const UPPER = Array.from({ length: 5 }, (_, i) => Array.from({ length: 5 }, (__, j) => (j > i ? 1 : 0)));

describe('a graph', () => {
  const plain = readdirSync(FOLDER).filter((name) => !/transposed|self-loop|weighted/.test(name));

  it.each(plain)('%s is read as what it says', (name) => {
    expect(toRows(npyToMatrix(parseNpy(read(name))))).toEqual(UPPER);
    expect(faultsOf('interventions', 'graph', read(name))).toEqual([]);
  });

  it('that another program turned round is read as it stands: axis order changes no entry', () => {
    const name = 'graph-networkx-transposed.npy';
    expect(toRows(npyToMatrix(parseNpy(read(name))))).toEqual(UPPER.map((_, i) => UPPER.map((row) => row[i])));
    expect(faultsOf('interventions', 'graph', read(name))).toEqual([]);
  });

  it('with loops or weights is refused with what to write instead', () => {
    expect(faultsOf('interventions', 'graph', read('graph-self-loop.npy'))).toEqual([
      'joins code 0 (counted from 0) to itself; write 0 on the diagonal: numpy.fill_diagonal(graph, 0)',
    ]);
    expect(faultsOf('interventions', 'graph', read('graph-weighted.npy'))).toEqual([
      'holds other numbers than 0 and 1, for example 0.7; save numpy.abs(graph) > t with a threshold t of your choice: 1 at (parent, child) and 0 elsewhere',
    ]);
    const lastLoop = npyFile('|b1', [3, 3], [0, 1, 0, 0, 0, 0, 0, 0, 1]);
    expect(faultsOf('interventions', 'graph', lastLoop)[0]).toMatch(/^joins code 2 /);
  });
});

describe('a dictionary', () => {
  const directions = Array.from({ length: 70 * 64 }, (_, k) => ((k * 37) % 101) / 8 - 6);
  const types: readonly Descriptor[] = ['<f2', '>f2', '<f4', '>f4', '<f8', '>f8'];

  it.each(types.flatMap((type) => [false, true].map((fortran) => [type, fortran] as const)))(
    'of type %s, Fortran order %s, is what float64 says',
    (type, fortran) => {
      const file = npyFile(type, [70, 64], directions, fortran);
      expect(toRows(npyToMatrix(parseNpy(file))).flat()).toEqual(directions);
      expect(faultsOf('superposition', 'decoder', file)).toEqual([]);
    },
  );

  it('with directions as columns is told to be transposed', () => {
    expect(faultsOf('superposition', 'decoder', npyFile('<f4', [64, 256], new Array(64 * 256).fill(0.5)))).toEqual([
      'has the shape (64, 256); save its transpose, of shape (256, 64)',
    ]);
  });
});
