import { chromium } from 'playwright';
import type { LabTimes } from '../../src/views/bench-report.ts';
import { median } from './statistics.ts';

/** Draws after the first. */
const DRAWS = 20;

/** Runs in the page: asks for another draw, and waits until the scores of all fast metrics stand there. */
function drawAgain(): Promise<number> {
  const root = document.querySelector<HTMLElement>('[data-lab]')!;
  const start = performance.now();
  return new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (root.dataset['state'] !== 'finished') return;
      observer.disconnect();
      resolve(performance.now() - start);
    });
    observer.observe(root, { attributeFilter: ['data-state'] });
    root.querySelector<HTMLButtonElement>('[data-lab-next]')!.click();
  });
}

/** How long the lab takes to score a draw of its default setting, worker and drawing together, at full speed. */
export async function measureLab(address: string, executablePath: string): Promise<LabTimes> {
  const browser = await chromium.launch({ executablePath });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}lab/`, { waitUntil: 'networkidle' });
    const first = await page.evaluate(drawAgain);
    const further: number[] = [];
    for (let draw = 0; draw < DRAWS; draw++) further.push(await page.evaluate(drawAgain));
    return { first, further: median(further), draws: DRAWS };
  } finally {
    await browser.close();
  }
}
