/** A record of a model that lies elsewhere is rerun with the reader's own copy. */
import { REMOTE_ADDRESS, REMOTE_MODEL } from './support/remote-submission.ts';
import { readRemoteRecord } from './support/site.ts';
import { expect, test } from './support/test.ts';

const RESULT = `r/${readRemoteRecord().result_digest.slice(0, 12)}/`;
const fileOf = (bytes: Uint8Array) => ({ name: 'copy.onnx', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

test('without a copy it says what is missing, another file is refused, and the right one is compared bit for bit', async ({
  page,
}) => {
  await page.goto(`./${RESULT}`);
  await expect(page.getByRole('link', { name: 'instance 0, seed 0' })).toHaveAttribute('href', REMOTE_ADDRESS);
  const start = page.getByRole('button', { name: 'Rerun in this browser' });
  const outcome = page.locator('[data-run-outcome]');
  const copies = page.getByLabel('Models');

  await start.click();
  await expect(outcome).toContainText('is hosted externally. Download it, then select the file');

  const damaged = Uint8Array.from(REMOTE_MODEL);
  damaged[damaged.length - 1]! ^= 1;
  await copies.setInputFiles(fileOf(damaged));
  await start.click();
  await expect(outcome).toHaveAttribute('data-state', 'refused');

  await copies.setInputFiles(fileOf(REMOTE_MODEL));
  await start.click();
  await expect(outcome).toHaveAttribute('data-state', 'identical');
});
