import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

interface Download {
  readonly name: string;
  readonly text: string;
}

/** Waits for the file that a click hands to the reader. */
async function takeFromBrowser(page: Page, click: () => Promise<void>): Promise<Download> {
  const waiting = page.waitForEvent('download');
  await click();
  const download = await waiting;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Takes the file from the link that the page hands to the browser, just before it does. */
async function takeFromPage(page: Page, click: () => Promise<void>): Promise<Download> {
  await page.evaluate(() => {
    const blobs = new Map<string, Blob>();
    const createAddress = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob: Blob) => {
      const address = createAddress(blob);
      blobs.set(address, blob);
      return address;
    };
    Object.assign(window, {
      taken: new Promise((resolve) => {
        HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
          void blobs
            .get(this.href)!
            .text()
            .then((text) => resolve({ name: this.download, text }));
        };
      }),
    });
  });
  await click();
  return await page.evaluate<Download>('taken');
}

/**
 * The file that a page makes and hands to its reader on a click. Of Firefox, driven by WebDriver BiDi, no download is heard, so there
 * the file is taken before the browser saves it.
 */
export async function takeDownload(page: Page, browserName: string, click: () => Promise<void>): Promise<Download> {
  return browserName === 'chromium' ? await takeFromBrowser(page, click) : await takeFromPage(page, click);
}
