/** As the index holds a word: small letters without accents; “R²” is “r2”. */
export function foldWord(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
