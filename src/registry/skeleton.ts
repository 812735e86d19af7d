// Unicode's table of characters that look alike has thousands of rows; the package carries it.
import unhomoglyph from 'unhomoglyph';

/** Letters and signs that the table keeps apart from the Latin letters that they resemble, each line with those letters. */
const RESEMBLING = [
  ['АВЕЅІЈКМНОРСТУХԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧՕՍΛɅΔΣƩƐЄꞒ€ꞆИЯƱΓƆⲀⲂⲆⲐⲰ$@', 'ABESIJKMHOPCTYXGQWABEZHIKMNOPTYXOUAAAEEEEEETNRURCABAOWSA'],
  [
    'аеѕіјкмнорстухԁԛԝһӏѵгαβγεικνορτυχωηօսհցıɑɡłøđħƒɩʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ',
    'aesijkmhopctyxdqwhlvrabyeikvoptuxwnouhgiaglodhfibcdefghijklmnoprstuvwyz',
  ],
  ['δᴀɐəǝɛɜɔςꞓƈßƅʌʍĸᴎŋɲпиᴙяɾƨꞇƫʊшщѡɯȷꝺðþꝑʑʐ', 'daaeeeeccecbbamknnnnnrrrsttuwwwwjddppzz'],
] as const;

const LATIN: ReadonlyMap<string, string> = new Map(
  RESEMBLING.flatMap(([from, to]) => {
    const letters = [...to];
    return [...from].map((character, i): [string, string] => [character, letters[i]!]);
  }),
);

const withoutIgnorables = (text: string) => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');
const bare = (text: string) => withoutIgnorables(text.normalize('NFKD')).replace(/\p{M}/gu, '');
const byList = (text: string) => [...text].map((each) => LATIN.get(each) ?? each).join('');
const look = (text: string) => byList(unhomoglyph(byList(text)));

/** The small Latin letters that one character reads like, as it is or in its other case; itself where there are none. */
function letterOf(character: string): string {
  if (/[\w\s-]/.test(character)) return character.toLowerCase();
  const plain = /\p{M}/u.test(character) ? /^[A-Za-z0-9]+$/ : /^[!-~]+$/;
  for (const form of [character, character.toLowerCase(), character.toUpperCase()]) {
    const seen = look(bare(look(form)));
    if (plain.test(seen)) return seen.toLowerCase();
  }
  return character.toLowerCase();
}

/** Marks fall away last: a few of them look like a letter. */
function fold(text: string): string {
  const characters = [...withoutIgnorables(text.normalize('NFD'))];
  return characters.map(letterOf).join('').replace(/\p{M}/gu, '');
}

/** Letters and figures alone, with those folded together that look alike side by side. */
const squeeze = (folded: string) =>
  folded
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/0/g, 'o')
    .replace(/[1i]/g, 'l')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w');

/**
 * What a reader sees of a name at a glance: case, accents, punctuation, and letters that look alike are folded together, so that two
 * names with one skeleton are mistaken for each other. For comparison only. After UTS 39, section 4, with more letters.
 */
export function skeleton(text: string): string {
  // A name without letters is compared as it is.
  return squeeze(fold(text)) || bare(text);
}

/** Both readings of a name, each a skeleton: ſ, among others, looks like an f and stands for an s. */
export function readings(text: string): readonly string[] {
  return [skeleton(text), skeleton(text.normalize('NFKD'))];
}

/** Whether some of these words, side by side, are a word. */
export function hasRun(words: readonly string[], sought: string): boolean {
  return words.some((_, from) => {
    let run = '';
    for (let to = from; to < words.length && run.length < sought.length; to++) run += words[to]!;
    return run === sought;
  });
}

/**
 * Whether a reader finds a word in a text: alone, at either end of a longer word, or spelt with gaps.
 *
 * @param word one word
 */
export function readsWord(text: string, word: string): boolean {
  const sought = skeleton(word);
  return [text, text.normalize('NFKD')].some((form) => {
    const words = fold(form)
      .split(/[^\p{L}\p{N}]+/u)
      .map(squeeze);
    return words.some((each) => each.startsWith(sought) || each.endsWith(sought)) || hasRun(words, sought);
  });
}
