import { IntegrityError } from './artefact-store.ts';
import type { RerunReport, RerunRequest } from './rerun-protocol.ts';
import { rerunRecord } from './rerun-record.ts';

const report = (message: RerunReport) => self.postMessage(message);

// One request a worker: the page ends it by terminating the worker.
self.addEventListener('message', ({ data }: MessageEvent<RerunRequest>) => {
  rerunRecord(data, report).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    report({ kind: 'failed', message, refused: error instanceof IntegrityError });
  });
});
