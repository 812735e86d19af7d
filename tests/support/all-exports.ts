/** Whether a run tries all of what `npm test` tries a part of: `npm run -s exports` sets the mode. */
export const ALL_EXPORTS = (import.meta as { readonly env?: { readonly MODE?: string } }).env?.MODE === 'exports';
