import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeNpz, type NpzArray } from './write-npz.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'custodes-npz-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const array = (chunks: Iterable<Uint8Array>): NpzArray => ({ name: 'x', type: 'float32', shape: [2, 1], chunks });
const bytes = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('writeNpz', () => {
  it('writes header and chunks, and where they come from beside them, the same bytes each time', () => {
    const [first, second] = ['a.npz', 'deeper/b.npz'].map((name) => {
      const written = writeNpz(join(folder, name), [array([bytes(1.5), bytes(-2)])], { rows: 2 });
      return { ...written, content: readFileSync(join(folder, name)) };
    });
    expect(second).toEqual(first);
    expect(first!.bytes).toBe(first!.content.length);
    const entries = unzipSync(first!.content);
    expect(Object.keys(entries)).toEqual(['x.npy']);
    expect([...new Float32Array(entries['x.npy']!.slice(128).buffer)]).toEqual([1.5, -2]);
    expect(JSON.parse(readFileSync(join(folder, 'deeper/b.npz.json'), 'utf8'))).toEqual({ rows: 2 });
  });

  it('leaves nothing behind when a chunk fails', () => {
    function* failing(): Generator<Uint8Array> {
      yield bytes(1);
      throw new Error('no more');
    }
    expect(() => writeNpz(join(folder, 'c.npz'), [array(failing())], {})).toThrow('no more');
    expect(readdirSync(folder)).toEqual([]);
  });
});
