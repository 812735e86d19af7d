/** Capital letters of other alphabets that look like Latin ones, and the Latin ones. */
const CAPITALS = ['АВЕЅІЈКМНОРСТУХԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧՕՍ', 'ABESIJKMHOPCTYXGQWABEZHIKMNOPTYXOU'] as const;
/** Small letters, and Latin letters with strokes and small capitals. */
const SMALL = [
  'аеѕіјкмнорстухԁԛԝһӏѵгαβγεικνορτυχωηօսհցıɑɡłøđħƒɩʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ',
  'aesijkmhopctyxdqwhlvrabyeikvoptuxwnouhgiaglodhfibcdefghijklmnoprstuvwyz',
] as const;

function table([from, to]: readonly [string, string]): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map([...from].map((character, i) => [character, targets[i]!]));
}

const TO_CAPITAL = table(CAPITALS);
const TO_SMALL = table(SMALL);

const replace = (text: string, by: ReadonlyMap<string, string>) => [...text].map((each) => by.get(each) ?? each).join('');

/**
 * What a reader sees of a name at a glance: case, accents, punctuation, and letters that look alike are folded together, so that two
 * names with one skeleton are mistaken for each other. For comparison only. After UTS 39, section 4, with the letters that matter here.
 */
export function skeleton(text: string): string {
  const plain = text.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '');
  const small = replace(replace(plain, TO_CAPITAL).toLowerCase(), TO_SMALL);
  const letters = small.replace(/\|/g, 'l').replace(/[^\p{L}\p{N}]/gu, '');
  const folded = letters.replace(/0/g, 'o').replace(/[1i]/g, 'l').replace(/rn/g, 'm').replace(/vv/g, 'w');
  // A name without letters is compared as it is.
  return folded === '' ? plain : folded;
}
