import Type, { type TStringOptions } from 'typebox';
import { defineDocument, type DocumentOf, type TypeOf } from '../../core/documents/define-document.ts';
import { annotated, choice, closed, eitherOf, mapOf } from '../../core/documents/shapes.ts';
import { slug, version } from './fields.ts';

/** What no text of an author holds; the joiners and selectors that scripts and emoji need pass, and the format looks closer. */
const UNSEEN = '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{DI}\\p{NChar}';
const JOINERS = '\\u200c\\u200d\\p{Variation_Selector}';
const LINE = `([^${UNSEEN}]|[${JOINERS}])*`;

function trimmedLine(maxLength: number) {
  const options = {
    description: `One line of 1 to ${maxLength} visible characters, without space at its ends; joiners only where a script or an emoji needs them.`,
    minLength: 1,
    maxLength,
    pattern: `^(?!\\s)${LINE}(?<!\\s)$`,
    format: 'line',
  } satisfies TStringOptions;
  return Type.String(options);
}

const title = trimmedLine(80);
const summary = trimmedLine(400);

const url = Type.String({
  description: 'An https address of at most 300 characters, without user name or port.',
  maxLength: 300,
  pattern: '^https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.[a-z]{2,}(/[!#-;=?-Z_a-z~%]*)?$',
});

const path = Type.String({
  description:
    'A plain name of letters, digits, dots, hyphens and underscores that ends in .onnx or .npy, in this folder or in one folder below.',
  maxLength: 120,
  pattern: '^([A-Za-z0-9_-][A-Za-z0-9_.-]*/)?[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.(onnx|npy)$',
});

/** In either case: some tools print capitals. */
const sha256 = Type.String({ description: 'SHA-256 of the file: 64 hexadecimal digits.', pattern: '^[0-9A-Fa-f]{64}$' });

const file = closed({ file: path, sha256 }, { description: 'A file beside this one and its SHA-256.' });

const model = eitherOf(
  { file: path },
  { url },
  {
    sha256,
    graph: Type.Optional(annotated(file, { title: 'Graph of the codes: .npy, m × m, entry (parent, child) is 1' })),
    decoder: Type.Optional(annotated(file, { title: 'Dictionary: .npy, m × size of an observation, one direction a row' })),
  },
  {
    description:
      'sha256, and either file (a file beside this one) or url (a model that is too large for the repository); with it graph or decoder where the track takes one.',
    maxProperties: 3,
  },
);

const seeds = mapOf('^(0|[1-9][0-9]{0,8})$', model, {
  description: '{seed: file}: 1 to 10 training seeds, each a whole number without leading zeros.',
  minProperties: 1,
  maxProperties: 10,
});

const instances = mapOf('^(0|[1-9][0-9]?)$', seeds, {
  description: '{instance: {seed: file}}: instances count from 0, seeds are whole numbers.',
  minProperties: 1,
  maxProperties: 100,
});

const owner = closed(
  {
    github_id: Type.Integer({ description: 'A whole number.', minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    login: Type.String({
      description: 'A GitHub login: letters, digits, hyphens and underscores, at most 39.',
      maxLength: 39,
      pattern: '^[A-Za-z0-9][A-Za-z0-9_-]*$',
    }),
  },
  {
    description:
      'The GitHub account that adds versions: its numeric identifier (https://api.github.com/users/<login>) and its login, both as GitHub has them for the author of the pull request. 0 is the registry itself.',
  },
);

const paper = closed(
  { title: summary, url, year: Type.Integer({ description: 'A year from 1800 to 2100.', minimum: 1800, maximum: 2100 }) },
  { description: 'Title, https address and year.' },
);

const supervision = choice(
  ['none', 'as-track-grants', 'labels', 'generator-weights'],
  'What the training saw: none (observations only), as-track-grants (also what the track gives a learner), labels (true factors), generator-weights (the mixing itself). Only the first two are ranked.',
);

const licence = choice(
  [
    '0BSD',
    'AGPL-3.0-only',
    'AGPL-3.0-or-later',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BSL-1.0',
    'CC-BY-4.0',
    'CC-BY-NC-4.0',
    'CC-BY-NC-SA-4.0',
    'CC-BY-SA-4.0',
    'CC0-1.0',
    'CDLA-Permissive-2.0',
    'CECILL-2.1',
    'EPL-2.0',
    'EUPL-1.2',
    'GPL-2.0-only',
    'GPL-2.0-or-later',
    'GPL-3.0-only',
    'GPL-3.0-or-later',
    'ISC',
    'LGPL-2.1-only',
    'LGPL-2.1-or-later',
    'LGPL-3.0-only',
    'LGPL-3.0-or-later',
    'MIT',
    'MIT-0',
    'MPL-2.0',
    'ODC-By-1.0',
    'PDDL-1.0',
    'Unlicense',
    'Zlib',
  ],
  'SPDX identifier of a licence that lets others redistribute the weights.',
);

const recipe = closed(
  {
    command: Type.String({
      description: 'The command line that trains the models: one line, at most 400 characters.',
      minLength: 1,
      maxLength: 400,
      pattern: `^${LINE}$`,
      format: 'line',
    }),
    text: Type.String({
      description:
        'Data, architecture, loss, optimiser, steps, seeds, choice of model: at most 4000 characters; line breaks and tabs are allowed, other control characters and invisible ones are not.',
      minLength: 1,
      maxLength: 4000,
      pattern: `^([^${UNSEEN}]|[\\t\\n\\r${JOINERS}])*$`,
      format: 'text',
    }),
  },
  { description: 'How the models were trained, so that another can repeat it.' },
);

const selection = closed(
  {
    of: Type.Integer({
      description: 'Models trained for each instance, the submitted one among them: 2 to 100000.',
      minimum: 2,
      maximum: 100000,
    }),
    by: summary,
  },
  {
    description:
      'Where the submitted model of an instance was picked among several trained ones: how many, and by what. Leaderboards mark it as best of k.',
  },
);

const track = closed(
  {
    track: slug,
    kind: choice(
      ['encoder', 'codes'],
      'encoder (ONNX files, recomputed here: verified) or codes (.npy files for the public draw: reported).',
    ),
    models: closed(
      { main: instances, twin: Type.Optional(instances) },
      {
        description: "models.main and models.twin: {instance: {seed: file}}. The twin's models are trained on the twin's data.",
      },
    ),
  },
  { description: 'A track, what is submitted for it, and the files.' },
);

export const submission = defineDocument(
  'custodes/submission/1',
  {
    title: 'Submission',
    description:
      'submissions/<slug>/<version>/submission.json: what its author says of a method and its trained models. Frozen once merged; a change is a new version.',
  },
  {
    slug,
    version,
    title,
    summary,
    authors: Type.Array(title, {
      description: '1 to 100 names, in the order in which they are to be cited.',
      minItems: 1,
      maxItems: 100,
    }),
    owner,
    method: closed(
      { name: title, paper: Type.Optional(paper) },
      { description: 'The method that trained the models, with the paper that describes it.' },
    ),
    supervision,
    licence,
    recipe,
    selection: Type.Optional(selection),
    tracks: Type.Array(track, { description: 'One entry for each track, with its models.', minItems: 1, maxItems: 32 }),
  },
);

/** `submissions/<slug>/<version>/submission.json`, written by its author, frozen once merged. */
export type Submission = DocumentOf<typeof submission>;
/** What the training saw. Only `none` and `as-track-grants` are ranked. */
export type Supervision = TypeOf<typeof supervision>;
/** A file of a submission. The path is relative to the manifest. */
export type ModelFile = TypeOf<typeof file>;
/** One trained model, and what comes with it where a track takes that. */
export type SubmittedModel = TypeOf<typeof model>;
/** `models.{main,twin}[instance][seed]`. */
export type Models = Submission['tracks'][number]['models'];
