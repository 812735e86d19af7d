/** Signs that suppress a vowel (combining class 9): joiners after them choose a conjunct's form. */
const VIRAMA =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u0e3a\u0eba\u0f84\u1039\u103a\u1714\u1734\u17d2\u1a60\u1b44\u1baa\u1bab\u1bf2\u1bf3\ua806\ua8c4\ua953\ua9c0\uaaf6\uabed\u{10a3f}\u{11046}\u{1107f}\u{110b9}\u{11133}\u{11134}\u{111c0}\u{11235}\u{112ea}\u{1134d}\u{11442}\u{114c2}\u{115bf}\u{1163f}\u{116b6}\u{1172b}\u{11839}]/u;
/** Arabic letters that never join the letter after them, and those that join none. */
const RIGHT_JOINING =
  /[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef\u0759-\u075b\u076b\u076c\u0771\u0773\u0774\u0778\u0779\u08aa-\u08ac\u08ae\u08b1\u08b2\u08b9]/u;
const NOT_JOINING = /[\u0621\u0674\u08ad]/u;
const ARABIC = /[\p{Script=Arabic}&&\p{L}]/v;
/** Other scripts whose letters join. */
const CURSIVE = ['Syriac', 'Nko', 'Mongolian', 'Mandaic', 'Manichaean', 'Phags_Pa', 'Adlam', 'Hanifi_Rohingya', 'Sogdian'].map(
  (name) => new RegExp(`\\p{Script=${name}}`, 'u'),
);
const MARK = /\p{M}/u;
const LETTER = /\p{L}/u;
const PICTOGRAPH = /\p{Extended_Pictographic}/u;
/** What may stand between a pictograph and the joiner after it: its presentation, or a colour of skin. */
const MODIFIER = /[\ufe0f\u{1f3fb}-\u{1f3ff}]/u;

/** The nearest character before or after `at` that `skip` does not match. */
function beyond(characters: readonly string[], at: number, step: 1 | -1, skip: RegExp): string {
  let i = at + step;
  while (skip.test(characters[i] ?? '')) i += step;
  return characters[i] ?? '';
}

/** ZERO WIDTH NON-JOINER between two letters that would join. Source: UAX 31, rule A1. */
function separatesLetters(before: string, after: string): boolean {
  if (ARABIC.test(before))
    return !RIGHT_JOINING.test(before) && !NOT_JOINING.test(before) && ARABIC.test(after) && !NOT_JOINING.test(after);
  return CURSIVE.some((script) => script.test(before) && script.test(after));
}

/**
 * Whether a ZERO WIDTH NON-JOINER or ZERO WIDTH JOINER stands where a script or an emoji needs it; anywhere else it is invisible and
 * makes two texts look the same.
 *
 * Source: UAX 31, section 2.3, rules A1, A2 and B; UTS 51 for sequences of emoji.
 *
 * @param characters of the text, a code point each
 * @param at position of the joiner
 */
export function isJoinerNeeded(characters: readonly string[], at: number): boolean {
  const joins = characters[at] === '\u200d';
  const [previous = '', next = ''] = [characters[at - 1], characters[at + 1]];
  if (joins && PICTOGRAPH.test(next)) return PICTOGRAPH.test(beyond(characters, at, -1, MODIFIER));
  const before = beyond(characters, at, -1, MARK);
  if (VIRAMA.test(previous) || (MARK.test(previous) && VIRAMA.test(characters[at - 2] ?? '')))
    return LETTER.test(before) && (joins ? !MARK.test(next) : LETTER.test(next));
  // Bengali and Sinhala also write the joiner before the sign.
  if (joins && VIRAMA.test(next)) return LETTER.test(before) && LETTER.test(beyond(characters, at, 1, MARK));
  return !joins && separatesLetters(before, beyond(characters, at, 1, MARK));
}
