import { requireBoard } from '../boards/catalogue.ts';
import type { AtlasCell } from '../evaluation/atlas-document.ts';
import { isMetricKey } from '../metrics/catalogue.ts';
import { formatFault, type Fault } from '../core/input-error.ts';
import { permalinkDigest } from '../registry/digest.ts';
import type { Outcome, Verdict } from '../registry/outcome.ts';
import type { ResultRecord } from '../registry/record.ts';
import { findTrack } from '../suite/tracks/catalogue.ts';
import { createBoard } from './board.ts';
import { codeBlock, codeCell, codeSpan, markdownLink } from './encode/markdown.ts';
import { shellWord } from './encode/shell.ts';
import type { Entry } from './entry.ts';
import { formatInterval, formatScore } from './format.ts';
import { metricColumns, summariseMetrics } from './result-table.ts';
import { keyFigures } from './result-words.ts';
import { twinLine } from './twin-words.ts';
import { describeVerdict, VERDICTS } from './verdicts.ts';

/** What the comment is made from besides the outcome. */
export interface CommentSource {
  readonly outcome: Outcome;
  /** Each preview with what its author declared. */
  readonly previews: readonly Entry[];
  /** The registry's own records. */
  readonly entries: readonly Entry[];
  /** At the defaults, one part of each metric. */
  readonly atlas: readonly AtlasCell[];
  /** The run's page. */
  readonly address: string;
}

const INTRODUCTIONS: Readonly<Record<Verdict, string>> = {
  evaluated: 'The registry evaluated this submission on fresh draws.',
  rejected: '**Your file:** the submission breaks a rule.',
  'over-limit': '**Our limit:** the submission is in order, but may not be evaluated now.',
  broken: '**Our fault:** the evaluation failed for a reason that is not in your files.',
};

const NEXT_STEPS: Readonly<Record<Verdict, string>> = {
  evaluated:
    'These numbers are a preview: their draws come from this head commit. Once merged, the record is computed again, on draws that nobody could know.',
  rejected: 'Fix the problems above and push again; `npm run -s check` finds the same faults on your machine.',
  'over-limit': 'Nothing is wrong with your files. What to do stands above; a maintainer can also start the evaluation by hand.',
  broken: 'You need not do anything. A maintainer has to look at the run and start it again.',
};

/** Of the 65,536 characters that a comment may have, what faults take at most. */
const FAULT_CHARACTERS = 30_000;

/** As many faults as a comment has room for; how many there are besides. */
function faultLines(faults: readonly Fault[]): string[] {
  const lines: string[] = [];
  let characters = 0;
  for (const line of faults.map(formatFault)) {
    characters += line.length;
    if (characters > FAULT_CHARACTERS) break;
    lines.push(line);
  }
  const rest = faults.length - lines.length;
  return rest === 0 ? lines : [...lines, `and ${rest} more: npm run -s check lists them all`];
}

function scoreRows(record: ResultRecord): string[] {
  const { panel } = requireBoard(record.measured.track.id);
  return summariseMetrics(record.measured, metricColumns(record.measured, panel)).map(({ key, main, twin }) => {
    const cells = [codeCell(key), formatScore(main.mean), formatInterval(main.lower, main.upper), twinLine(twin)];
    return `| ${cells.join(' | ')} |`;
  });
}

/** In words, where the stress tests caught the metric that ranks this track, on factors like the track's. */
function caveats(record: ResultRecord, atlas: readonly AtlasCell[]): string {
  const { primary, nearestDgp } = requireBoard(record.measured.track.id);
  const { metric } = primary;
  const own = atlas.filter((cell) => cell.metric === metric && cell.dgp === nearestDgp);
  const found = [...VERDICTS.keys()]
    .filter((verdict) => verdict !== 'calibrated')
    .map((verdict) => ({ verdict, ids: own.filter((cell) => cell.verdict === verdict).map(({ geometry }) => geometry) }))
    .filter(({ ids }) => ids.length > 0)
    .map(({ verdict, ids }) => `${describeVerdict(verdict).title.toLowerCase()} on ${ids.join(', ')}`);
  if (own.length === 0 || !isMetricKey(metric)) return 'The stress tests say nothing of it here.';
  const verdicts = found.length === 0 ? 'calibrated on every geometry' : `${found.join('; ')}; calibrated on the rest`;
  return `On factors like this track's (${nearestDgp}), \`${metric}\` is ${verdicts}.`;
}

function previewSection(entry: Entry, { entries, atlas }: CommentSource): string {
  const { record } = entry;
  const { measured } = record;
  const track = findTrack(measured.track.id);
  const board = createBoard(track, [...entries, entry], atlas);
  const figures = keyFigures(entry, board).map(({ name, value, note }) => `| ${name} | ${value} | ${note ?? ''} |`);
  return [
    `#### ${track.title}`,
    '',
    '| metric | mean | 95% interval over instances | must-fail twin |',
    '|---|---|---|---|',
    ...scoreRows(record),
    '',
    '| where it would stand | | |',
    '|---|---|---|',
    ...figures,
    '',
    caveats(record, atlas),
    '',
    `Result digest \`${permalinkDigest(record.result_digest)}\`, suite ${measured.suite.version} \`${permalinkDigest(measured.suite.digest)}\`, manifest \`${permalinkDigest(measured.submission.manifest_sha256)}\`.`,
  ].join('\n');
}

function reproduction({ pull_request, head_sha, submission }: Outcome): string {
  return [
    'The same numbers on your machine, to the last bit:',
    codeBlock(
      [
        `git fetch origin pull/${pull_request}/head && git checkout ${head_sha}`,
        `npm run -s evaluate -- ${shellWord(submission ?? '')} --seed-from ${head_sha}`,
      ].join('\n'),
      'sh',
    ),
  ].join('\n');
}

/** The one comment of a pull request, in GitHub's markdown. */
export function evaluationComment(source: CommentSource): string {
  const { outcome, previews, address } = source;
  const { verdict, faults, notices = [], minutes, head_sha, submission } = outcome;
  const sections = [
    `### Evaluation of ${codeSpan(submission ?? 'this pull request')}`,
    `${INTRODUCTIONS[verdict]} Commit \`${head_sha.slice(0, 12)}\`, ${minutes} minutes of one core.`,
    ...(faults.length > 0 ? [codeBlock(faultLines(faults).join('\n'))] : []),
    ...(notices.length > 0
      ? ['Worth a look before it is frozen; none of this stops it:', codeBlock(faultLines(notices).join('\n'))]
      : []),
    ...previews.map((entry) => previewSection(entry, source)),
    ...(verdict === 'evaluated' ? [reproduction(outcome)] : []),
    `${NEXT_STEPS[verdict]} ${markdownLink('The run', address)}`,
  ];
  return `${sections.join('\n\n')}\n`;
}
