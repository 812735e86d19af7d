import type { Locator } from '@playwright/test';

/** Types over what a field holds. `fill` adds to the number in a number field where Firefox is driven by WebDriver BiDi. */
export async function overwrite(field: Locator, text: string): Promise<void> {
  await field.press('ControlOrMeta+a');
  await field.pressSequentially(text);
}
