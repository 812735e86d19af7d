/** A process that does in Node what the rerun of a result page does for all models of a record, and prints the milliseconds it took. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const started = performance.now();
const { createOnnxSession } = await import('../../src/runtime/node/onnx-session.ts');
const { evaluateModel } = await import('../../src/evaluation/evaluate-model.ts');
const { requireBoard } = await import('../../src/boards/catalogue.ts');
const { recordDocument } = await import('../../src/registry/documents.ts');
const { arrayDigest } = await import('../../src/registry/digest.ts');

const [site, result] = process.argv.slice(2);
const file = join(site!, 'r', result!, 'record.json');
const { measured } = recordDocument.parse(await readFile(file, 'utf8'), file);
const { track, browserPanel: panel } = requireBoard(measured.track.id);
for (const { instance: index, artefact_sha256, draw_seed: drawSeed, n, codes_sha256 } of measured.models.main) {
  const instance = track.createInstance(index, 'main');
  const model = await readFile(join(site!, 'models', `${artefact_sha256}.onnx`));
  const session = await createOnnxSession(model, instance.observationShape);
  const { codes } = await evaluateModel({ instance, session, drawSeed, n, panel });
  if (arrayDigest(codes) !== codes_sha256) throw new Error(`instance ${index}: other codes than the record's`);
  await session.release();
}
console.log(performance.now() - started);
