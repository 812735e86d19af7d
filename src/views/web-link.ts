/** Whether a submitter's address may become a link: https only, so that no `javascript:` or `data:` address is ever one. */
export function isWebLink(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:';
}
