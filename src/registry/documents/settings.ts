import Type from 'typebox';
import { defineLine, type TypeOf } from '../../core/documents/define-document.ts';
import { choice, closed, mapOf, text, whole } from '../../core/documents/shapes.ts';

const names = (what: string) => Type.Array(text('A name.'), { description: what });
const flag = (what: string) => Type.Boolean({ description: what });
/** Names of our apps, rulesets, environments and variables. */
const NAMED = '^[A-Za-z0-9_][A-Za-z0-9_ -]*$';

const ruleset = closed(
  {
    branches: names('Branches that it guards.'),
    bypass: names('Who may pass, by the names of our apps.'),
    rules: names('Rules as GitHub names them.'),
    pull_request: Type.Optional(
      closed(
        {
          approvals: whole('Approvals that a pull request needs.'),
          code_owner_review: flag('Whether code owners must approve.'),
          dismiss_stale_reviews: flag('Whether a push ends approvals.'),
        },
        { description: 'What a pull request needs.' },
      ),
    ),
    required_status: Type.Optional(
      closed(
        {
          contexts: names('What must have been posted.'),
          from: names('By which app.'),
          up_to_date: flag('Whether a branch must hold all of main before it is merged.'),
        },
        { description: 'Which statuses a merge needs.' },
      ),
    ),
  },
  { description: 'What guards a branch.' },
);

const environment = closed(
  {
    branches: names('Each with its kind: a tag may bear a branch name.'),
    reviewers: flag('Whether a maintainer must approve.'),
    prevent_self_review: flag('Whether who started a run may not approve it.'),
    admins_bypass: flag('Whether administrators may pass.'),
    secrets: names('Secrets by name.'),
    variables: names('Variables by name.'),
  },
  { description: 'An environment.' },
);

const app = closed(
  {
    slug: text('Its name in addresses.'),
    permissions: mapOf(NAMED, text('read or write.'), { description: 'Permissions by name.' }),
  },
  { description: 'An app of ours.' },
);

const values = mapOf(NAMED, text('The value, or any.'), {
  description: "Values by name; any where the value is the installation's own.",
});

/** GitHub's own words, compared with its answer as they are. */
const verbatim = Type.Unsafe<Record<string, unknown>>({
  description: "As GitHub's interface names them.",
  type: 'object',
  additionalProperties: true,
});

export const settings = defineLine(
  'settings',
  {
    title: 'Settings of the repository',
    description: ".github/settings.json: what the repository's settings on GitHub must be, in our own words.",
  },
  {
    $schema: Type.Optional(text('Address of this schema.')),
    $comment: Type.Optional(text('For readers of the file.')),
    apps: mapOf(NAMED, app, { description: 'Our apps.' }),
    rulesets: mapOf(NAMED, ruleset, { description: 'Rulesets by name.' }),
    branches: names('Branches that must be there: nothing makes them by the way.'),
    environments: mapOf(NAMED, environment, { description: 'Environments by name.' }),
    secrets: closed(
      { repository: names('Of the repository.'), organization: names('Of the organization.') },
      { description: 'Secrets that every job of the repository could read.' },
    ),
    variables: closed({ repository: values, organization: values }, { description: 'Variables.' }),
    actions: verbatim,
    pages: closed({ build_type: choice(['workflow', 'legacy'], 'What builds the site.') }, { description: 'Pages.' }),
    runners: closed(
      { repository: names('Runners.') },
      { description: "Runners of the repository's own would serve the workflows of any fork." },
    ),
    runner_group: Type.Unsafe<Record<string, unknown> & { name: string }>({
      description: 'Of the runners with a graphics card; the variable GPU_RUNNER bears its name where there are any.',
      type: 'object',
      properties: { name: text('Its name.') },
      required: ['name'],
      additionalProperties: true,
    }),
    code_owners: names('Folders that must have an owner.'),
  },
);

/** `.github/settings.json` without what is for its readers. */
export type Settings = Omit<TypeOf<typeof settings.schema>, '$schema' | '$comment'>;
