import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { InputError } from '../../src/core/input-error.ts';
import { createClient } from '../../src/runtime/github/client.ts';
import { repository, variable } from '../../src/runtime/github/environment.ts';
import { requireSuite } from '../../src/runtime/node/suite-files.ts';
import { writeFileAtomically } from '../../src/runtime/node/write-file.ts';

const METADATA = 'release/metadata.json';
const ARCHIVE = 'release/site.tar.gz';
const CONTENT_TYPES = { 'metadata.json': 'application/json', 'site.tar.gz': 'application/gzip' } as const;

interface Citation {
  readonly title: string;
  readonly abstract?: string;
  readonly authors: readonly { readonly 'given-names'?: string; readonly 'family-names'?: string; readonly name?: string }[];
  readonly license?: string;
}

/** The suite version that a release is of. @throws InputError unless it is frozen as this engine computes it */
async function requireVersion(): Promise<{ version: string; digest: string }> {
  const { version, digest } = await requireSuite(process.cwd());
  const asked = variable('VERSION');
  if (asked === version) return { version, digest };
  throw new InputError({ path: 'version', rule: `${asked} is not this engine's suite`, fix: `give ${version}` });
}

/** Metadata for an archive that gives DOIs, in DataCite's terms. */
export async function writeReleaseMetadata(): Promise<void> {
  const { version, digest } = await requireVersion();
  const citation = parse(readFileSync('CITATION.cff', 'utf8')) as Citation;
  const metadata = {
    titles: [{ title: `${citation.title}, suite ${version}` }],
    creators: citation.authors.map((author) => ({
      name: author.name ?? `${author['family-names'] ?? ''}, ${author['given-names'] ?? ''}`,
    })),
    version,
    types: { resourceTypeGeneral: 'Dataset' },
    rightsList: [{ rightsIdentifier: 'CC-BY-4.0' }, { rightsIdentifier: 'Apache-2.0' }],
    descriptions: [{ descriptionType: 'Abstract', description: citation.abstract ?? citation.title }],
    alternateIdentifiers: [{ alternateIdentifierType: 'suite digest', alternateIdentifier: digest }],
    formats: ['application/json', 'text/html', 'application/onnx'],
  };
  await writeFileAtomically(METADATA, `${JSON.stringify(metadata, null, 2)}\n`);
}

/** Makes the release with its files, then asks for a rescore of every record under it. */
export async function createRelease(): Promise<void> {
  const { version, digest } = await requireVersion();
  const client = createClient();
  const tag = `suite-${version}`;
  const body = `Suite ${version}, digest \`${digest}\`. Every record is measured again under it; the old ones stay and name what supersedes them.`;
  const { data: release } = await client.rest.repos.createRelease({
    ...repository(),
    tag_name: tag,
    name: `Suite ${version}`,
    body,
    target_commitish: variable('GITHUB_SHA'),
  });
  for (const path of [ARCHIVE, METADATA] as const) {
    const name = path.slice('release/'.length) as keyof typeof CONTENT_TYPES;
    await client.rest.repos.uploadReleaseAsset({
      ...repository(),
      release_id: release.id,
      name,
      // Without it Octokit would call the bytes JSON.
      headers: { 'content-type': CONTENT_TYPES[name] },
      // Octokit's type asks for text, its client sends any bytes.
      data: readFileSync(path) as unknown as string,
      baseUrl: release.upload_url.split('/repos/')[0]!,
    });
  }
  const inputs = { rescore: 'true' };
  await client.rest.actions.createWorkflowDispatch({ ...repository(), workflow_id: 'record.yml', ref: 'main', inputs });
}
