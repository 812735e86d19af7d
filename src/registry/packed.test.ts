import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Packer } from './packed.ts';

const documents = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

test('what is unpacked equals what was packed, key by key', () => {
  fc.assert(
    fc.property(fc.array(documents, { minLength: 1, maxLength: 5 }), (values) => {
      const packer = new Packer<unknown>();
      const packed = values.map((value) => packer.pack(value));
      // Backwards, so that no value profits from what was just done.
      expect(packed.toReversed().map((each) => packer.unpack(each))).toEqual(values.toReversed());
      expect(packed.map((each) => JSON.stringify(packer.unpack(each)))).toEqual(values.map((value) => JSON.stringify(value)));
    }),
  );
});

test('values of one look share it, and more than are kept are unpacked anew', () => {
  const packer = new Packer<{ score: number; name: string }>();
  const values = Array.from({ length: 200 }, (_, i) => ({ score: i / 7, name: `n${i}` }));
  const packed = values.map((value) => packer.pack(value));
  expect(new Set(packed.map(({ shape }) => shape)).size).toBe(1);
  expect(packed.map((each) => packer.unpack(each))).toEqual(values);
  expect(packer.unpack(packed[0]!)).toEqual(values[0]);
  expect(packer.unpack(packed[0]!)).toBe(packer.unpack(packed[0]!));
});
