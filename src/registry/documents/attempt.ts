import Type from 'typebox';
import { defineLine, type DocumentOf } from '../../core/documents/define-document.ts';
import { choice } from '../../core/documents/shapes.ts';

export const attempt = defineLine(
  'attempt',
  {
    title: 'Attempt',
    description:
      'attempts/<month>.jsonl on the branch `ledger`: one line for each event of an evaluation that somebody asked for.',
  },
  {
    event: choice(
      ['admitted', 'refused', 'approved', 'ended'],
      'admitted when it was asked for, refused where a limit forbids it, approved when a maintainer agreed to the cost, ended when it is over.',
    ),
    time: Type.String({ description: 'ISO 8601, in UTC.', pattern: '^20\\d\\d-[01]\\d-[0-3]\\dT[0-9:.]+Z$' }),
    run: Type.Integer({ description: "The workflow's run.", minimum: 0 }),
    pull_request: Type.Integer({ description: 'Number of the pull request.', minimum: 0 }),
    head_sha: Type.String({ description: 'Its head commit.' }),
    account: Type.Integer({ description: 'GitHub identifier of the account.', minimum: 0 }),
    submission: Type.String({ description: 'submissions/<slug>/<version>.' }),
    minutes: Type.Number({
      description: 'Minutes of one core: estimated until it has ended, then measured; none where no job ran.',
      minimum: 0,
    }),
    verdict: Type.Optional(Type.String({ description: 'How it ended.' })),
  },
);

/** One line of the public ledger of attempts. */
export type Attempt = DocumentOf<typeof attempt>;
