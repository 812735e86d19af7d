import { takeTurns } from './take-turns.ts';

/** Resolves once the browser has drawn what has changed so far; at once in a page that is not seen, which is not drawn. */
export async function afterPaint(): Promise<void> {
  if (document.hidden) return;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  // The frame is drawn after its callbacks.
  await takeTurns();
}
