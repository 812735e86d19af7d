/** JSON for a data block of a page, which HTML ends at the first end tag: no “<” is in it, so nothing ends the block or begins a comment. */
export function jsonBlock(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
