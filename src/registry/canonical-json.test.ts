import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

/** RFC 8785, appendix B: IEEE 754 bits and their text. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

function fromBits(hex: string): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${hex}`));
  return view.getFloat64(0);
}

test.each(NUMBERS)('number with bits %s is written %s', (bits, text) => {
  expect(canonicalJson(fromBits(bits))).toBe(text);
});

test('the sample document of RFC 8785, section 3.2.2', () => {
  const document: unknown = JSON.parse(String.raw`{
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  }`);
  expect(canonicalJson(document)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test('keys are sorted by UTF-16 code units, section 3.2.3', () => {
  const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
  const sorted: unknown = JSON.parse(canonicalJson(Object.fromEntries(keys.map((key, i) => [key, i]))), undefined);
  expect(Object.keys(sorted as object)).toEqual(['1', '\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
  expect(canonicalJson({ '\u20ac': 0, '\ufb33': 1, '\ud83d\ude00': 2 })).toBe('{"\u20ac":0,"\ud83d\ude00":2,"\ufb33":1}');
});

test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { a: [Number.NaN] }, () => 0])(
  '%j has no JSON form',
  (value) => {
    expect(() => canonicalJson(value)).toThrow();
  },
);

/** Documents with keys in any order, and with those that engines put first whatever their order. */
const documents = fc.letrec((tie) => ({
  key: fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('10', '9', '', '__proto__', 'toJSON', 'a', 'B', '\ufb33')),
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ unit: 'binary' }),
    ),
    fc.array(tie('document')),
    fc.array(fc.tuple(tie('key') as fc.Arbitrary<string>, tie('document'))).map((entries) => {
      const text = entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',');
      return JSON.parse(`{${text}}`) as unknown;
    }),
  ),
})).document;

test('one text for a document, however its keys are ordered, and that of the reference implementation', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const text = canonicalJson(document);
      expect(text).toBe(canonicalize(document));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
    }),
  );
});

test('what looks like JSON and is none goes the strict way', () => {
  expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  expect(canonicalJson({ a: { toJSON: () => 1 } })).toBe('{"a":1}');
  expect(() => canonicalJson({ '\ud800': 0 })).toThrow();
  expect(() => canonicalJson([[{ a: '\udc00' }]])).toThrow();
});
