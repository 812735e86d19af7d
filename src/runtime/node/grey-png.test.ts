import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { greyPng } from './grey-png.ts';

/** Reads the chunks of a PNG, whose checks must hold. */
function chunksOf(bytes: Uint8Array): { type: string; data: Buffer }[] {
  const buffer = Buffer.from(bytes);
  const chunks = [];
  for (let at = 8; at < buffer.length;) {
    const length = buffer.readUInt32BE(at);
    const body = buffer.subarray(at + 4, at + 8 + length);
    expect(buffer.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.push({ type: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

it('holds every pixel, clamped to black and white', () => {
  const size = fc.integer({ min: 1, max: 6 });
  fc.assert(
    fc.property(size, size, fc.float({ noNaN: true, min: -1, max: 2 }), (width, height, seed) => {
      const values = Float32Array.from({ length: width * height }, (_, k) => seed + k / 10);
      const [head, data, end] = chunksOf(greyPng(width, height, values));
      expect([head!.type, data!.type, end!.type]).toEqual(['IHDR', 'IDAT', 'IEND']);
      expect([head!.data.readUInt32BE(0), head!.data.readUInt32BE(4)]).toEqual([width, height]);
      const lines = inflateSync(data!.data);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const expected = Math.round(255 * Math.min(1, Math.max(0, values[y * width + x]!)));
          expect(lines[y * (width + 1) + 1 + x]).toBe(expected);
        }
    }),
  );
});
