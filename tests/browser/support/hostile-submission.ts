import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFile, Submission } from '../../../src/registry/submission.ts';

/** A submission whose every text tries to be more than text, as far as the schema lets it. */
export const HOSTILE_SLUG = 'hostile-strings';

/** What a script of the submission would set, had it run. */
export const MARK = 'hostileScriptRan';

export const HOSTILE_TEXTS = {
  title: `<script>${MARK}=1</script>&lt;b&gt; \${7*7} {{7*7}}`,
  summary: `</title></script><img src=x onerror="${MARK}=2"><svg/onload=${MARK}=3> [text](javascript:${MARK}=4) **bold** <!-- --> ]]> &amp; {"a":"</script>"}`,
  authors: [`"><svg onload=${MARK}=5>`, `' onmouseover='${MARK}=6`, '`${alert(1)}` \\end{document} %00 {x} $y$', 'W'.repeat(80)],
  method: `</script><script src=//example.org/x.js></script>`,
  paper: `<a href="javascript:${MARK}=7">${'unbroken'.repeat(20)}</a>`,
  command: `echo '</code></pre><script>${MARK}=8</script>' && rm -rf / # ${'x'.repeat(200)}`,
  recipe: `# heading\n\n- <iframe srcdoc="<script>parent.${MARK}=9</script>"></iframe>\n- [link](javascript:${MARK}=10)\n<style>*{display:none}</style><base href="https://example.org/"><meta http-equiv="refresh" content="0;url=https://example.org/">`,
} as const;

/** An address that the schema lets pass: a quote and what looks like an attribute after it. */
export const HOSTILE_ADDRESS = `https://example.org/'onmouseover='${MARK}=11'/javascript:alert(1)`;

const MODEL_FOLDER = 'submissions/fastica/1';

/** Writes the submission below a folder of guests, with the model of another one. */
export function writeHostileSubmission(guests: string): string {
  const folder = join(guests, HOSTILE_SLUG, '1');
  mkdirSync(folder, { recursive: true });
  const base = JSON.parse(readFileSync(join(MODEL_FOLDER, 'submission.json'), 'utf8')) as Submission;
  const [entry] = base.tracks;
  const model = entry!.models.main['0']!['0']! as ModelFile;
  copyFileSync(join(MODEL_FOLDER, model.file), join(folder, model.file));
  const manifest: Submission = {
    ...base,
    slug: HOSTILE_SLUG,
    title: HOSTILE_TEXTS.title,
    summary: HOSTILE_TEXTS.summary,
    authors: HOSTILE_TEXTS.authors,
    method: { name: HOSTILE_TEXTS.method, paper: { title: HOSTILE_TEXTS.paper, url: HOSTILE_ADDRESS, year: 1999 } },
    recipe: { command: HOSTILE_TEXTS.command, text: HOSTILE_TEXTS.recipe },
    tracks: [{ track: entry!.track, kind: 'encoder', models: { main: { '0': { '0': model } } } }],
  };
  writeFileSync(join(folder, 'submission.json'), JSON.stringify(manifest));
  return folder;
}
