import { findBoard } from '../boards/catalogue.ts';
import type { Fault } from '../core/input-error.ts';
import { MINIMUM_COMMON_INSTANCES } from '../evaluation/paired-difference.ts';
import { TRACKS } from '../suite/tracks/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';
import type { Manifest } from './manifest.ts';
import { MANIFEST_NAME } from './manifest-name.ts';
import { codesWidth } from './onnx/codes-of.ts';
import type { SubmissionFiles } from './submission-faults.ts';
import { artefactName, modelsOf, type Submission } from './submission.ts';

/** Something that its author may have meant, and may not: it stops nothing. */
export type Notice = Fault;

/** One line for a terminal. */
export function formatNotice({ path, rule, fix }: Notice): string {
  return `notice: ${path}: ${rule}; ${fix}`;
}

/** Codes that a ranked encoder has, in words, or null where this many are ranked. */
function unrankedWidth(track: Track, d: number, m: number): string | null {
  const most = track.structure?.kind === 'decoder' ? track.structure.mostCodes : undefined;
  if (most !== undefined) return m > most ? `at most ${most}` : null;
  const wanted = findBoard(track.id)?.rankedCodes ?? d;
  return m === wanted ? null : String(wanted);
}

/** Says of an encoder of the main variant that it would not be ranked; none where it would be. @param m codes that it gives */
export function widthNotice(track: Track, d: number, m: number, path: string): Notice[] {
  const wanted = unrankedWidth(track, d, m);
  if (wanted === null) return [];
  const rule = `gives ${m} codes and would not be ranked`;
  return [{ path, rule, fix: `export ${wanted} codes, or leave it as it is to be listed below the ranks` }];
}

const instancesOf = (models: object | undefined) => Object.keys(models ?? {}).map(Number);

function trackNotices(entry: Submission['tracks'][number], path: string): Notice[] {
  const { track, models } = entry;
  const main = instancesOf(models.main);
  const twin = new Set(instancesOf(models.twin));
  const notices: Notice[] = [];
  const withoutTwin = main.filter((instance) => !twin.has(instance));
  if (withoutTwin.length > 0) {
    const rule = twin.size === 0 ? 'has no twin models' : `has no twin models of instances ${withoutTwin.join(', ')}`;
    const fix = `train them on npm run -s data -- ${track} --twin; without them nothing shows that the score needs the assumption`;
    notices.push({ path, rule, fix });
  }
  if (main.length < MINIMUM_COMMON_INSTANCES) {
    const rule = `covers ${main.length} of the instances`;
    notices.push({ path, rule, fix: `add models of others: a rank needs ${MINIMUM_COMMON_INSTANCES}` });
  }
  return notices;
}

function widthNotices(submission: Submission, { files, remote }: SubmissionFiles, path: string): Notice[] {
  const encoders = new Set(submission.tracks.filter(({ kind }) => kind === 'encoder').map(({ track }) => track));
  return modelsOf(submission).flatMap(({ track: id, variant, instance, pointer, model }): Notice[] => {
    const track = TRACKS.find((candidate) => candidate.id === id);
    const name = artefactName(model);
    const bytes = files.get(name) ?? remote?.get(name);
    if (variant !== 'main' || !encoders.has(id) || !track || instance >= track.instanceCount) return [];
    if (!(bytes instanceof Uint8Array)) return [];
    const { d, observationShape } = track.createInstance(instance, variant);
    // Where nothing follows, the file's own word is not enough.
    const { followed } = codesWidth(bytes, observationShape);
    return followed === null ? [] : widthNotice(track, d, followed, `${path}${pointer}`);
  });
}

function declarationNotices({ slug, title, method, supervision, tracks }: Submission, path: string): Notice[] {
  const notices: Notice[] = [];
  if (title === slug)
    notices.push({ path: `${path}/title`, rule: 'is the folder’s name', fix: 'write the title that readers see' });
  if (supervision === 'labels' || supervision === 'generator-weights')
    notices.push({
      path: `${path}/supervision`,
      rule: `"${supervision}" is listed without a rank`,
      fix: 'keep it where it is true',
    });
  const theorems = TRACKS.filter(({ id }) => tracks.some(({ track }) => track === id)).map(({ theorem }) => theorem.source.url);
  if (method.paper && theorems.includes(method.paper.url)) {
    const fix = 'keep it if it describes your method; who cites you will cite it';
    notices.push({ path: `${path}/method/paper`, rule: 'is the paper of the track’s theorem', fix });
  }
  return notices;
}

/** Two training seeds with the same bytes count as one run that was made twice. */
function seedNotices(submission: Submission, path: string): Notice[] {
  const first = new Map<string, string>();
  return modelsOf(submission).flatMap(({ track, variant, instance, seed, pointer, model }): Notice[] => {
    const key = `${track} ${variant} ${instance} ${model.sha256}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, seed);
    if (before === undefined) return [];
    const fix = 'name the model of this seed, or leave the seed out';
    return [{ path: `${path}${pointer}`, rule: `has the same bytes as seed ${before}`, fix }];
  });
}

/** What an author may want to know before a submission is frozen; nothing is executed. */
export function submissionNotices(
  { submission, marked }: Pick<Manifest, 'submission' | 'marked'>,
  files: SubmissionFiles,
): Notice[] {
  const manifest = `${files.folder}/${MANIFEST_NAME}`;
  const path = `${manifest}#`;
  const mark = {
    path: manifest,
    rule: 'begins with a byte order mark',
    fix: 'save it as UTF-8 without one: some readers trip over it',
  };
  return [
    ...(marked ? [mark] : []),
    ...declarationNotices(submission, path),
    ...submission.tracks.flatMap((entry, i) => trackNotices(entry, `${path}/tracks/${i}/models`)),
    ...widthNotices(submission, files, path),
    ...seedNotices(submission, path),
  ];
}
