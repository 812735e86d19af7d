import { expect, test } from 'vitest';
import { arrayDigest, arraysDigest, documentDigest, identityDigest, permalinkDigest, resultDigest, sha256Hex } from './digest.ts';
import { drawSeed } from './draw-seed.ts';
import type { Measured } from './record.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

const MEASURED: Measured = {
  schema: 'custodes/measured/1',
  suite: { version: '0.1.0', digest: 'a'.repeat(64) },
  runtime: { name: 'onnxruntime-web', version: '1.30.0', provider: 'wasm', threads: 1 },
  track: { id: 'linear-ica', version: '1' },
  submission: { slug: 'fast-ica', version: '1', manifest_sha256: 'b'.repeat(64) },
  status: 'verified',
  draw: { commit: COMMIT },
  models: {
    main: [
      {
        instance: 0,
        seed: '0',
        artefact_sha256: 'c'.repeat(64),
        draw_seed: 'd'.repeat(64),
        n: 20000,
        d: 5,
        m: 5,
        codes_sha256: 'e'.repeat(64),
        metrics: { mcc_pearson: { score: 0.75, matched: 0.75, coverage: 0.75 }, mig: { score: null } },
      },
    ],
    twin: [],
  },
};

// The digests below were computed with Python's hashlib and json, independently of this code.

test('SHA-256 of "abc" is that of FIPS 180-2', () => {
  expect(sha256Hex(new TextEncoder().encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('result and identity digests of a known document', () => {
  expect(resultDigest(MEASURED)).toBe('bc5f5a9451cea90d72669168426d378d27d998a991cd0545e0555a5427d25bb9');
  expect(identityDigest(MEASURED)).toBe('0d7b066e1c94db42a970a05f9df0d3bb29eb53b6b8d99122c8e9d49343a499e5');
  expect(permalinkDigest(resultDigest(MEASURED))).toBe('bc5f5a9451ce');
});

test('draw seeds of known names; the public draw does not depend on the suite', () => {
  const name = { track: 'linear-ica', root: { suite: 'a'.repeat(64) } };
  expect(drawSeed({ ...name, commit: COMMIT, variant: 'twin', instance: 3 })).toBe(
    '9ec7e175dcaea0b4028ba15d9ca4c41992811803cf903e581d47c1960dca14b0',
  );
  const published = { ...name, commit: 'public', variant: 'main', instance: 0 } as const;
  expect(drawSeed(published)).toBe('81343ff34a57c26793b88a07192db15f5441ca180fd9d200479ddf7a23f15386');
  expect(drawSeed({ ...published, root: { draw: 'f'.repeat(64) } })).toBe(drawSeed(published));
});

test('draw seeds differ by each part of the name', () => {
  const name = { commit: COMMIT, root: { suite: 'a'.repeat(64) }, track: 'linear-ica', variant: 'main', instance: 0 } as const;
  const others = [
    { ...name, commit: COMMIT.replace('0', '1') },
    { ...name, root: { suite: 'b'.repeat(64) } },
    { ...name, root: { draw: 'a'.repeat(64) } },
    { ...name, track: 'contrastive-box' },
    { ...name, variant: 'twin' as const },
    { ...name, instance: 1 },
  ];
  expect(new Set([name, ...others].map(drawSeed)).size).toBe(others.length + 1);
});

test('the identity forgets the numbers and the draw, the result does not', () => {
  const other: Measured = { ...MEASURED, draw: { commit: 'public' }, models: { main: [], twin: [] } };
  expect(identityDigest(other)).toBe(identityDigest(MEASURED));
  expect(resultDigest(other)).not.toBe(resultDigest(MEASURED));
  const rescored: Measured = { ...MEASURED, suite: { version: '0.2.0', digest: 'f'.repeat(64) } };
  expect(identityDigest(rescored)).not.toBe(identityDigest(MEASURED));
});

test('domains keep digests of equal documents apart, and the order of keys does not matter', () => {
  const document = { b: 1, a: [1, 2] };
  expect(documentDigest('custodes/result/1', document)).not.toBe(documentDigest('custodes/identity/1', document));
  expect(documentDigest('custodes/result/1', { a: [1, 2], b: 1 })).toBe(documentDigest('custodes/result/1', document));
});

test('arrays are hashed as little-endian bytes of their own type', () => {
  const values = [1.5, -2, 0];
  expect(arrayDigest(Float32Array.from(values))).toBe('6c80d5481b510d8921cb5fc29c47f4549984319e85eae2c85ce9d095603aa279');
  expect(arrayDigest(Float64Array.from(values))).toBe('2f6affa7df91d9dc29346bf53667276581dda1085e24c3339e280c72a27968e9');
  expect(arrayDigest(Int32Array.from(values))).toBe('47c54947379edf7152bc49ccb7b8c9326334d8cf5150b419ee0997d62bd300b3');
  expect(arraysDigest([Float32Array.from(values), Float64Array.from(values)])).toBe(
    '8f8faccd94713d8c47c114ba8614bfd4071845007430ad9ee1fae75e1a301240',
  );
});
