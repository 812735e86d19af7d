import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainTextFault } from './plain-text.ts';

const ZWNJ = '\u200c';
const ZWJ = '\u200d';

describe('names and titles that people write', () => {
  test.each([
    ['Persian', `علی${ZWNJ}رضا محمدی`],
    ['Persian plural', `نام${ZWNJ}ها`],
    ['Persian with a vowel mark', `مِ${ZWNJ}رضا`],
    ['Sinhala', `ශ්${ZWJ}රී ලංකා`],
    ['Devanagari, conjunct form', `क्${ZWJ}ष`],
    ['Devanagari, open form', `क्${ZWNJ}ष`],
    ['Malayalam chillu at the end', `അവന്${ZWJ}`],
    ['Bengali ya-phalaa', `র${ZWJ}্যাব`],
    ['Kannada', `ರ್${ZWJ}ಕ`],
    ['Mongolian', `ᠮᠤᠩᠭᠤᠯ${ZWNJ}ᠤᠨ`],
    ['family', `👩${ZWJ}👩${ZWJ}👧`],
    ['scientist with a colour of skin', `👩🏽${ZWJ}🔬`],
    ['heart on fire', `❤\ufe0f${ZWJ}🔥`],
    ['keycap', '1\ufe0f\u20e3'],
    ['Japanese ideograph with its form', '葛\u{e0100}城市'],
    ['Vietnamese, decomposed', 'Nguyễn'.normalize('NFD')],
    ['Hebrew with points', 'שָׁלוֹם'],
    ['Thai', 'กำลังใจ'],
    ['Korean', '김철수'],
    ['LaTeX and markup', '$\\alpha$-VAE <b> & "quotes" }'],
    ['full-width', '＝ＩＣＡ'],
    ['no-break space inside', 'J.\u00a0Doe'],
    ['Braille that is written', '⠃⠗'],
  ])('%s', (_name, text) => {
    expect(plainTextFault(text, 'line')).toBeNull();
    expect(plainTextFault(text.normalize('NFC'), 'line')).toBeNull();
  });
});

describe('what is refused, named by code point and place', () => {
  test.each([
    ['a\u200bb', 'holds U+200B, an invisible character, at character 2 of 3'],
    [`ab${ZWNJ}`, 'holds U+200C, an invisible joiner where no script needs one, at character 3 of 3'],
    [`a${ZWJ}b`, 'holds U+200D, an invisible joiner'],
    [`${ZWNJ}علی`, 'holds U+200C, an invisible joiner'],
    [`رضا${ZWNJ}محمد`, 'holds U+200C, an invisible joiner'],
    [`علی${ZWNJ}${ZWNJ}رضا`, 'holds U+200C, an invisible joiner'],
    [`علی${ZWJ}رضا`, 'holds U+200D, an invisible joiner'],
    [`👩${ZWJ}a`, 'holds U+200D, an invisible joiner'],
    ['a\u202eb', 'holds U+202E, a mark that turns the direction of writing, at character 2 of 3'],
    ['a\u2066b', 'holds U+2066, a mark that turns'],
    ['\ufeffa', 'holds U+FEFF, a byte order mark, at character 1 of 2'],
    ['🦉\u0007', 'holds U+0007, a control character, at character 2 of 2'],
    ['a\tb', 'holds U+0009, a tab, at character 2 of 3'],
    ['a\nb', 'holds U+000A, a line break, at character 2 of 3'],
    ['a\u2028b', 'holds U+2028, a line break'],
    ['a\ud800', 'holds U+D800, half of a surrogate pair, at character 2 of 2'],
    ['a\ue000', 'holds U+E000, a private-use character'],
    ['a\ufffeb', 'holds U+FFFE, a noncharacter, at character 2 of 3'],
    ['a\u{1ffff}', 'holds U+1FFFF, a noncharacter'],
    ['a\ufdd0', 'holds U+FDD0, a noncharacter'],
    ['\u2800', 'holds U+2800, a sign that looks blank, at character 1 of 1'],
    ['soft\u00adhyphen', 'holds U+00AD, an invisible character'],
    ['a\u3164', 'holds U+3164, an invisible character'],
    ['a\ufe0f', 'holds U+FE0F, an invisible character'],
    ['tag \u{e0041}', 'holds U+E0041, an invisible character'],
    ['\u0301', 'holds U+0301, a mark without a letter, at character 1 of 1'],
    ['a \u0301', 'holds U+0301, a mark without a letter, at character 3 of 3'],
    [`a${'\u0301'.repeat(9)}`, 'holds U+0301, one of more than 8 marks on a letter, at character 10 of 10'],
    [' a', 'holds U+0020, a space at the end, at character 1 of 2'],
    ['a\u3000', 'holds U+3000, a space at the end, at character 2 of 2'],
  ])('%j', (text, fault) => {
    expect(plainTextFault(text, 'line')).toContain(fault);
  });
});

test('a text of several lines may have tabs and any line breaks, and nothing else that a line may not', () => {
  expect(plainTextFault('one\r\ntwo\n\tthree\rfour', 'text')).toBeNull();
  expect(plainTextFault('one\u0000', 'text')).toContain('U+0000');
  expect(plainTextFault('one\n\u202etwo', 'text')).toContain('U+202E');
});

test('whatever passes is well-formed XML text and shows something; whatever fails is said in printable ASCII', () => {
  const xml = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('line' as const, 'text' as const), (text, form) => {
      const fault = plainTextFault(text, form);
      if (fault !== null) expect(fault).toMatch(/^[ -~]{5,120}$/);
      else {
        expect(text).toMatch(xml);
        expect(text).not.toMatch(/[\p{Co}\p{Cs}\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
        if (form === 'line') expect(text).toBe(text.trim());
      }
    }),
    { numRuns: 2000, seed: 3 },
  );
});
