import { LIMITS } from './limits.ts';
import type { Submission } from './submission.ts';
import type { Track } from '../suite/tracks/track.ts';

/** Stands where the author has to write the SHA-256 of a file; `check` prints the right one. */
export const UNKNOWN_SHA256 = '0'.repeat(64);
/** Fewest instances with which a submission is ranked. */
const RANKED_INSTANCES = 3;

/** What stands in the scaffold for what its author has to write; no submission keeps it. */
export const PLACEHOLDERS = {
  author: 'Your name',
  login: 'your-login',
  summary: 'One sentence: which objective, which architecture, and what makes the factors identifiable.',
  recipe: 'Data, architecture, loss, optimiser, steps, seeds, and how the model was chosen.',
} as const;

function modelName(track: Track, variant: string, instance: number): string {
  return `${track.id}-${variant}-${String(instance).padStart(2, '0')}-seed-0.onnx`;
}

function exampleModels(track: Track, variant: string): Record<string, Record<string, { file: string; sha256: string }>> {
  const instances = Array.from({ length: RANKED_INSTANCES }, (_, instance) => instance);
  return Object.fromEntries(
    instances.map((instance) => [
      String(instance),
      { '0': { file: modelName(track, variant, instance), sha256: UNKNOWN_SHA256 } },
    ]),
  );
}

/** A manifest that obeys the schema; its author replaces the texts and adds the models. */
export function exampleManifest(slug: string, track: Track): Submission {
  return {
    schema: 'custodes/submission/1',
    slug,
    version: '1',
    title: slug,
    summary: PLACEHOLDERS.summary,
    authors: [PLACEHOLDERS.author],
    owner: { github_id: 0, login: PLACEHOLDERS.login },
    method: { name: slug },
    supervision: 'as-track-grants',
    licence: 'CC-BY-4.0',
    recipe: {
      command: `python train.py --track ${track.id} --instance 0 --seed 0`,
      text: PLACEHOLDERS.recipe,
    },
    tracks: [
      { track: track.id, kind: 'encoder', models: { main: exampleModels(track, 'main'), twin: exampleModels(track, 'twin') } },
    ],
  };
}

/** What to do next, for the folder's README. */
export function nextSteps(slug: string, track: Track): string {
  const { observationShape } = track.createInstance(0, 'main');
  const folder = `submissions/${slug}`;
  return `# ${slug}

Steps to a record on [${track.title}](../../../README.md), the track \`${track.id}\`. Replace this text by your own when you are done; it is shown to readers.

1. Get the data of an instance, and of its must-fail twin:

   \`\`\`sh
   npm run -s data -- ${track.id} --instance 0 --out data.npz
   npm run -s data -- ${track.id} --instance 0 --twin --out twin.npz
   \`\`\`

   You are given: ${track.given}
2. Train a model for each instance (0 to ${track.instanceCount - 1}; ${RANKED_INSTANCES} are enough for a rank), and separate models on the twin's data by the same recipe.
3. Export each to ONNX: input \`x\`, float32 [batch, ${observationShape.join(', ')}] (the shape of instance 0); output \`codes\`, float32 [batch, m]; the batch is the only dynamic axis. With PyTorch:

   \`\`\`python
   model.eval()
   torch.onnx.export(model, (torch.zeros(2, ${observationShape.join(', ')}),), "${modelName(track, 'main', 0)}", input_names=["x"], output_names=["codes"],
                     dynamic_axes={"x": {0: "batch"}, "codes": {0: "batch"}}, external_data=False, dynamo=False)
   \`\`\`

   A file has at most ${LIMITS.fileBytes / 1e6} MB, all of them together ${LIMITS.submissionBytes / 1e6} MB.
4. Put the files beside \`submission.json\` and name them there. Write title, summary, authors and recipe; \`owner.github_id\` is the \`id\` at \`https://api.github.com/users/<your login>\`. The method’s paper, where there is one, goes into \`method.paper\` (title, url, year).
5. Check, which also prints each file's SHA-256 where it is missing, then evaluate exactly as the registry does:

   \`\`\`sh
   npm run -s check -- ${folder}
   npm run -s evaluate -- ${folder}
   \`\`\`

6. Open a pull request with this folder alone.
`;
}
