import { expect, test } from 'vitest';
import { formatNpy } from '../core/npy.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { sha256Hex } from './digest.ts';
import { structureFaults } from './structure-faults.ts';

const GRAPH = formatNpy(
  Float32Array.from({ length: 25 }, (_, k) => (k === 1 ? 1 : 0)),
  [5, 5],
);
const DICTIONARY = formatNpy(new Float32Array(70 * 64).fill(0.5), [70, 64]);

function faults(trackId: string, kind: 'graph' | 'decoder', bytes: Uint8Array, change: { sha256?: string; file?: string } = {}) {
  const track = findTrack(trackId);
  const { observationShape } = track.createInstance(0, 'main');
  const model = { pointer: 'model', [kind]: { file: 'a.npy', sha256: sha256Hex(bytes), ...change } };
  const submitted = { folder: 'submissions/x/1', files: new Map([['a.npy', bytes]]) };
  return structureFaults(model, track, observationShape, submitted).map(({ path, rule }) => `${path} ${rule}`);
}

test('a graph on interventions and a dictionary on superposition have no fault', () => {
  expect(faults('interventions', 'graph', GRAPH)).toEqual([]);
  expect(faults('superposition', 'decoder', DICTIONARY)).toEqual([]);
});

test('superposition needs a dictionary; interventions does without a graph', () => {
  const missing = (id: string) =>
    structureFaults({ pointer: 'model' }, findTrack(id), [64], { folder: 'f', files: new Map() }).map(({ path }) => path);
  expect(missing('superposition')).toEqual(['model/decoder']);
  expect(missing('interventions')).toEqual([]);
  expect(missing('linear-ica')).toEqual([]);
});

const npy = (values: readonly number[], shape: readonly number[]) => formatNpy(Float32Array.from(values), shape);

test.each([
  ['a track that takes none', faults('linear-ica', 'graph', GRAPH), 'model/graph is a graph, which linear-ica does not take'],
  ['the wrong kind', faults('interventions', 'decoder', GRAPH), 'model/decoder is a dictionary, which interventions does not'],
  [
    'another digest',
    faults('interventions', 'graph', GRAPH, { sha256: '0'.repeat(64) }),
    'model/graph/sha256 is not that of a.npy',
  ],
  [
    'a missing file',
    faults('interventions', 'graph', GRAPH, { file: 'b.npy' }),
    'model/graph/file names b.npy, which is not there',
  ],
  ['weights instead of edges', faults('interventions', 'graph', npy([0, 0.5, 0, 0], [2, 2])), 'holds other numbers than 0 and 1'],
  ['a graph that is not square', faults('interventions', 'graph', npy([0, 1], [1, 2])), 'has the shape (1, 2)'],
  ['too many nodes', faults('interventions', 'graph', npy(new Array<number>(36).fill(0), [6, 6])), 'has 6 rows'],
  [
    'too many directions',
    faults('superposition', 'decoder', npy(new Array<number>(1025 * 64).fill(1), [1025, 64])),
    'has 1025 rows',
  ],
  ['directions of another size', faults('superposition', 'decoder', npy([1, 2, 3], [1, 3])), 'has the shape (1, 3)'],
  ['NaN', faults('superposition', 'decoder', npy([...new Array<number>(63).fill(1), NaN], [1, 64])), 'holds NaN'],
  ['no array', faults('superposition', 'decoder', new TextEncoder().encode('directions')), 'submissions/x/1/a.npy'],
])('%s is one fault', (_, found, text) => {
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(text);
});
