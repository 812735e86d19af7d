import { InputError } from '../../core/input-error.ts';
import { drawSetting } from './lab-draw.ts';
import type { DrawAnswer, LabRequest, RerunAnswer } from './lab-protocol.ts';
import { rerunSetting } from './lab-rerun.ts';

const report = (message: DrawAnswer | RerunAnswer) => self.postMessage(message);

let newest: LabRequest | undefined;

async function answer(request: LabRequest): Promise<void> {
  try {
    if (request.kind === 'draw') await drawSetting(request, () => request === newest, report);
    else await rerunSetting(request, report);
  } catch (error) {
    if (request.kind === 'draw' && error instanceof InputError) report({ kind: 'faulty', id: request.id, faults: error.faults });
    else report({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

self.addEventListener('message', ({ data }: MessageEvent<LabRequest>) => {
  newest = data;
  void answer(data);
});
