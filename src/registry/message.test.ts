import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from './limits.ts';
import { handedFaults, message } from './message.ts';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).byteLength;
/** Any text at all: halves of characters, quotes and controls among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 1200 }),
  fc.array(fc.constantFrom('"', '\\', '\n', '\ud800', '€', '😀', 'a'), { maxLength: 1200 }).map((parts) => parts.join('')),
);

test('any text becomes one printable line that keeps to its bytes; short plain text stays as it is', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const handed = message(text);
      expect(handed).toMatch(/^[^\p{C}\p{Zl}\p{Zp}]*$/u);
      expect(bytesOf(handed) - 2).toBeLessThanOrEqual(LIMITS.messageBytes);
    }),
  );
  expect(message('has 3 rows; "give" 4')).toBe('has 3 rows; "give" 4');
});

test('any faults fit where one model’s numbers would stand, and the first is always among them', () => {
  const fault = fc.record({ path: anyText, rule: anyText, fix: anyText });
  fc.assert(
    fc.property(fc.array(fault, { minLength: 1, maxLength: 30 }), (faults) => {
      const handed = handedFaults(faults);
      expect(handed.length).toBeGreaterThan(0);
      expect(bytesOf(handed)).toBeLessThanOrEqual(LIMITS.measurementBytes);
    }),
  );
});
