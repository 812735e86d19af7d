import { permalinkDigest } from '../registry/digest.ts';

/** Folder that the site is served from, with a slash at both ends. */
const BASE = `/${import.meta.env.BASE_URL}/`.replaceAll(/\/+/g, '/');

/** Address of a page or file within the site. @param path without a leading slash, for example `tracks/` */
export function siteLink(path = ''): string {
  return BASE + path;
}

/** Address with scheme and host, for citations. @param site origin of the site, as Astro gives it */
export function absoluteLink(path: string, site: URL | undefined): string {
  return new URL(siteLink(path), site ?? 'http://localhost').href;
}

export const resultPath = (resultDigest: string): string => `r/${permalinkDigest(resultDigest)}/`;
export const metricPath = (key: string): string => `metrics/${key}/`;
export const trackPath = (id: string): string => `tracks/${id}/`;
export const submissionPath = (slug: string): string => `s/${slug}/`;
/** Address of one verdict at the defaults of DGP and geometry, in the validity table of its metric. */
export const validityPath = (key: string, dgp: string, geometry: string): string =>
  `${metricPath(key)}#${cellAnchor(dgp, geometry)}`;
/** Identifier of a cell of the validity table. */
export const cellAnchor = (dgp: string, geometry: string): string => `${dgp}-${geometry}`;
/** Rows of a leaderboard from its first page on, from 1. */
export const boardPagePath = (track: string, page: number): string =>
  page === 1 ? trackPath(track) : `${trackPath(track)}${page}/`;
/** A leaderboard's rows as a file. */
export const boardDataPath = (track: string, format: 'json' | 'csv'): string => `api/v1/boards/${track}.${format}`;
/** Results side by side. */
export const comparePath = (resultDigests: readonly string[]): string =>
  `compare/?r=${resultDigests.map(permalinkDigest).join(',')}`;
/** One page of the listing of all results, from 1. */
export const resultsPagePath = (page: number): string => `api/v1/results/${page}.json`;
