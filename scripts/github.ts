import { createCommand, runCommand } from '../src/runtime/node/command.ts';

/** Each step loads what it needs and no more: most need no client, and none but the comment needs the pages' words. */
type Step = readonly [description: string, load: () => Promise<() => Promise<void>>];

const STEPS: Readonly<Record<string, Step>> = {
  'check-pull-request': [
    'audits what a pull request touches, with annotations',
    async () => (await import('./github/check-pull-request.ts')).checkPullRequest,
  ],
  'find-pull-request': [
    'finds the pull request of an event, fetches its files as data and audits them',
    async () => (await import('./github/find-pull-request.ts')).findAndAudit,
  ],
  admit: [
    'enters an attempt in the public ledger, unless a limit forbids it',
    async () => (await import('./github/admit.ts')).admit,
  ],
  book: ['books the minutes that a maintainer approved', async () => (await import('./github/admit.ts')).book],
  'merge-preview': [
    'puts the shards of a pull request together',
    async () => (await import('./github/merge-preview.ts')).mergePreview,
  ],
  conclude: ['posts the required status', async () => (await import('./github/conclude.ts')).conclude],
  comment: ['writes or edits the comment on the pull request', async () => (await import('./github/comment.ts')).comment],
  'audit-records': [
    'refuses records that were edited or deleted by hand',
    async () => (await import('./github/audit-records.ts')).auditRecords,
  ],
  'plan-records': ['lists what was merged and has no record', async () => (await import('./github/plan-records.ts')).planRecords],
  'publish-records': [
    'makes records of shards, running no model',
    async () => (await import('./github/publish-records.ts')).publishRecords,
  ],
  'push-records': ['pushes records with their attestation', async () => (await import('./github/push-records.ts')).pushRecords],
  'check-site': ['holds the built site to its budgets', async () => (await import('./github/check-site.ts')).checkSite],
  'check-published': [
    'looks every record up on the published site',
    async () => (await import('./github/check-published.ts')).checkPublished,
  ],
  'choose-records': [
    'chooses the records that are verified this week',
    async () => (await import('./github/drift.ts')).chooseRecords,
  ],
  'publish-verifications': [
    'enters in the ledger when they were verified',
    async () => (await import('./github/drift.ts')).publishVerifications,
  ],
  'release-metadata': [
    'writes the metadata of a release',
    async () => (await import('./github/release.ts')).writeReleaseMetadata,
  ],
  'create-release': ['makes a release with its files', async () => (await import('./github/release.ts')).createRelease],
};

const command = createCommand('github', 'Steps of the workflows. They read what GitHub and the workflow set in the environment.');
for (const [name, [description, load]] of Object.entries(STEPS)) {
  command
    .command(name)
    .description(description)
    .action(async () => (await load())());
}

await runCommand(command);
