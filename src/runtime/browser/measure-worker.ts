import { InputError } from '../../core/input-error.ts';
import { ArraySession } from './measure-arrays.ts';
import type { CompareRequest, MeasureAnswer, MeasureRequest } from './measure-protocol.ts';

const answer = (message: MeasureAnswer) => self.postMessage(message);

// One pair of files a worker: the page ends it by terminating the worker.
let session: ArraySession | undefined;

async function handle(request: MeasureRequest | CompareRequest): Promise<void> {
  if (request.kind === 'compare') return await session?.compare(request.dgp);
  session = new ArraySession(request, answer);
  await session.run();
}

self.addEventListener('message', ({ data }: MessageEvent<MeasureRequest | CompareRequest>) => {
  handle(data).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    const lines = error instanceof InputError ? error.faults.map(({ path, rule, fix }) => `${path} ${rule}: ${fix}.`) : [message];
    answer({ kind: 'failed', lines });
  });
});
