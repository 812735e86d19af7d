import { test as base, expect } from '@playwright/test';
import { watchContext, type Watch } from './watch.ts';

/** Every browser test fails on console errors, violations of the content security policy, third-party requests and broken links. */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch = await watchContext(context, new URL(baseURL!).origin);
      await use(watch);
      expect(watch.verdict(), 'problems behind the assertions').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
