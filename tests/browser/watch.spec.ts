/** The listeners that every other test relies on must themselves be able to fail. */
import { expect, test } from './support/test.ts';

test.describe('the watch', () => {
  test('hears an inline script that the policy blocks', async ({ page, watch }) => {
    watch.expectProblem(/script-src/);
    await page.goto('./');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.blocked = false;';
      document.body.append(script);
    });
    await expect.poll(() => watch.problems.join('\n')).toContain('content security policy violated: script-src');
  });

  test('hears an error in the console and an uncaught one', async ({ page, watch }) => {
    watch.expectProblem(/console error: provoked/);
    watch.expectProblem(/uncaught on purpose/);
    await page.goto('./');
    await page.evaluate(() => {
      console.error('provoked');
      setTimeout(() => {
        throw new Error('uncaught on purpose');
      });
    });
    await expect.poll(() => watch.problems.length).toBe(2);
  });

  test('sees a request to a third party, which the policy blocks', async ({ page, watch }) => {
    watch.expectProblem(/third-party\.invalid/);
    await page.goto('./');
    await page.evaluate(() => {
      const image = document.createElement('img');
      image.src = 'https://third-party.invalid/pixel.png';
      document.body.append(image);
    });
    await expect.poll(() => watch.problems.join('\n')).toMatch(/third-party\.invalid/);
  });

  test('sees a missing file', async ({ page, watch }) => {
    watch.expectProblem(/404/);
    await page.goto('./nothing-here/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  });

  test('fails on a problem that was expected and did not occur', async ({ page, watch }) => {
    await page.goto('./');
    watch.expectProblem(/never/);
    expect(watch.verdict()).toEqual(['did not occur: /never/']);
    await page.evaluate(() => console.error('never'));
    await expect.poll(() => watch.verdict()).toEqual([]);
  });
});
