import { InputError } from '../../src/core/input-error.ts';
import { findBrowser } from '../set-up/browsers.mjs';

/** Where Chromium is. @throws InputError where it is not installed */
export async function requireChromium(): Promise<string> {
  const chromium = await findBrowser('chromium');
  if (chromium) return chromium.path;
  throw new InputError({ path: 'chromium', rule: 'is not installed', fix: 'node scripts/bootstrap.mjs --browsers' });
}
