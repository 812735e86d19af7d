import type { Page } from '@playwright/test';
import type { RerunReport } from '../../../src/runtime/browser/rerun-protocol.ts';

/** Runs in the page before its own scripts: keeps what every worker says, beside what the page makes of it. */
function keepReports(): void {
  const reports: unknown[] = [];
  const OriginalWorker = globalThis.Worker;
  Object.assign(globalThis, {
    workerReports: reports,
    Worker: class extends OriginalWorker {
      constructor(address: string | URL, options?: WorkerOptions) {
        super(address, options);
        this.addEventListener('message', ({ data }) => reports.push(data));
      }
    },
  });
}

export async function watchWorkers(page: Page): Promise<void> {
  await page.addInitScript(keepReports);
}

/** What the workers of the page have said so far. */
export async function readReports(page: Page): Promise<RerunReport[]> {
  return await page.evaluate(() => (globalThis as unknown as { workerReports: RerunReport[] }).workerReports);
}
