import { findBoard } from '../boards/catalogue.ts';
import { isMetricKey, METRICS, type MetricKey } from '../metrics/catalogue.ts';
import type { Track } from '../suite/tracks/track.ts';
import type { Citation } from './citation.ts';
import { boardDataPath, metricPath, trackPath } from './links.ts';
import type { Reference } from './references.ts';

/** A description in the vocabulary of schema.org, for search engines. */
export type StructuredData = Readonly<Record<string, unknown>>;

type Address = (path: string) => string;

const CONTEXT = 'https://schema.org';
const RECORD_LICENCE = 'https://creativecommons.org/licenses/by/4.0/';
const CODE_LICENCE = 'https://www.apache.org/licenses/LICENSE-2.0';

const catalogue = (address: Address) => ({ '@type': 'DataCatalog', name: 'Custodes', url: address('') });

const organisation = (address: Address) => ({ '@type': 'Organization', name: 'Custodes', url: address('') });

/** The paper that the registry builds on. */
const PAPER = {
  '@type': 'ScholarlyArticle',
  name: 'Who Guards the Guardians? The Challenges of Evaluating Identifiability of Learned Representations',
  author: ['Joshi', 'Saulus', 'Brendel', 'Brouillard', 'Sridhar', 'Reizinger'].map((familyName) => ({
    '@type': 'Person',
    familyName,
  })),
  datePublished: '2026',
  url: 'https://arxiv.org/abs/2602.24278',
};

function download(address: Address, path: string, encodingFormat: string) {
  return { '@type': 'DataDownload', contentUrl: address(path), encodingFormat };
}

/** The registry as a data set, and the code that computes it. */
export function describeRegistry(description: string, address: Address, repository: string | undefined): StructuredData[] {
  const registry = {
    '@context': CONTEXT,
    '@type': 'Dataset',
    name: 'Custodes: a registry of identifiability',
    description,
    url: address(''),
    license: RECORD_LICENCE,
    creator: organisation(address),
    isAccessibleForFree: true,
    citation: PAPER,
    distribution: [download(address, 'api/v1/results.json', 'application/json')],
  };
  const code = {
    '@context': CONTEXT,
    '@type': 'SoftwareSourceCode',
    name: 'Custodes',
    description: 'The engine that draws data, runs encoders and measures codes, in Node and in the browser alike.',
    url: address(''),
    license: CODE_LICENCE,
    programmingLanguage: 'TypeScript',
    runtimePlatform: 'Node.js, web browsers',
    ...(repository !== undefined && { codeRepository: `https://github.com/${repository}` }),
  };
  return [registry, code];
}

/** A track's leaderboard as a data set. */
export function describeTrack(track: Track, description: string, address: Address): StructuredData {
  const { title, url, year } = track.theorem.source;
  const board = findBoard(track.id);
  return {
    '@context': CONTEXT,
    '@type': 'Dataset',
    name: `Custodes: ${track.title}`,
    description,
    url: address(trackPath(track.id)),
    version: track.version,
    license: RECORD_LICENCE,
    creator: organisation(address),
    includedInDataCatalog: catalogue(address),
    isAccessibleForFree: true,
    ...(board && { variableMeasured: board.panel.filter(isMetricKey).map((key) => METRICS[key].title) }),
    citation: { '@type': 'ScholarlyArticle', name: title, url, datePublished: String(year) },
    ...(board && {
      distribution: [
        download(address, boardDataPath(track.id, 'json'), 'application/json'),
        download(address, boardDataPath(track.id, 'csv'), 'text/csv'),
      ],
    }),
  };
}

/** A metric as a term that papers define. */
export function describeMetric(
  key: MetricKey,
  description: string,
  references: readonly Reference[],
  address: Address,
): StructuredData {
  return {
    '@context': CONTEXT,
    '@type': 'DefinedTerm',
    name: METRICS[key].title,
    termCode: key,
    description,
    url: address(metricPath(key)),
    inDefinedTermSet: address('metrics/'),
    ...(references.length > 0 && {
      citation: references.map(({ title, authors, year, venue }) => ({
        '@type': 'ScholarlyArticle',
        name: title,
        author: authors.map((name) => ({ '@type': 'Person', name })),
        datePublished: String(year),
        isPartOf: { '@type': 'PublicationIssue', name: venue },
      })),
    }),
  };
}

/** A result as a data set that can be cited. */
export function describeResultData(
  { title, authors, date, url, note }: Citation,
  description: string,
  track: Track,
  address: Address,
): StructuredData {
  return {
    '@context': CONTEXT,
    '@type': 'Dataset',
    name: title,
    description,
    identifier: note,
    url,
    license: RECORD_LICENCE,
    creator: authors.map((name) => ({ '@type': 'Person', name })),
    publisher: organisation(address),
    ...(date !== null && { datePublished: date }),
    isPartOf: { '@type': 'Dataset', name: `Custodes: ${track.title}`, url: address(trackPath(track.id)) },
    distribution: [{ '@type': 'DataDownload', contentUrl: `${url}record.json`, encodingFormat: 'application/json' }],
  };
}
