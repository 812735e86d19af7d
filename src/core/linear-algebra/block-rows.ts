/** Rows that are folded into a triangular factor at once, so that they stay in the cache. The bits of the factor follow from it. */
export const BLOCK_ROWS = 128;
