import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** WCAG 2.2 AA, as far as axe can tell. */
export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Themes differ in their colours alone: what else axe looks at is the same in both. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** On a narrow window links come to lie below each other, where a finger must tell them apart. */
export const PHONE_RULES = ['target-size'];

/**
 * What axe finds on a page, a line for each rule.
 *
 * @param chosen rules by their tags or by their names
 */
export async function findViolations(
  page: Page,
  chosen: { readonly tags: string[] } | { readonly rules: string[] },
): Promise<string[]> {
  // Its other mode, for frames of other origins, opens a second page each time. Our policy lets no frame in.
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await ('tags' in chosen ? axe.withTags(chosen.tags) : axe.withRules(chosen.rules)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
