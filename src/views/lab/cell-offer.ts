/** The cell of the atlas that a setting names, as far as the lab's offer goes. */
export interface OfferedCell {
  /** Of the volume that holds it. */
  readonly title: string;
  /** How many metrics the atlas follows there. */
  readonly metrics: number;
}

/** Whether the atlas has a cell to recompute, in a sentence. */
export function describeOffer(cell: OfferedCell | null): string {
  return cell === null
    ? 'The atlas has no cell with exactly this setting, so there is nothing to compare with.'
    : `The atlas has this cell, in “${cell.title}”, with ${cell.metrics} metrics.`;
}
