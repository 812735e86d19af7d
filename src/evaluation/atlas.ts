import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { MetricKey, Predicate } from '../metrics/catalogue.ts';
import { resolveCell, type Cell, type CellRequest } from '../suite/cell.ts';
import type { ParameterValues } from '../suite/parameters.ts';
import type { Scope } from './certification.ts';
import { jobsOfCell, type AtlasJob, type AtlasTable } from './atlas-plan.ts';
import { judgeClaim, LARGE_SAMPLE, type CellEvidence, type ClaimVerdict } from './cell-verdicts.ts';
import { claimName, listClaims, type Claim } from './claims.ts';
import { DEFAULT_SEEDS } from './run-cell.ts';
import type { CellScores } from './stress-scores.ts';
import { MARGIN, VERDICT_NAMES, type Verdict } from './verdict.ts';

/** Family-wise error of the whole atlas. */
const SIGNIFICANCE_LEVEL = 0.05;

/** Digits after the point of what is printed; verdicts and digests rest on all bits. */
const DECIMALS = 1e6;

/** Hex digits of a cell's digest. */
const DIGEST_DIGITS = 16;

/** Mean, lower and upper end, indices of both verdicts, and the value at large n for a graded cell. */
type AtlasRow = readonly [
  mean: number | null,
  lower: number | null,
  upper: number | null,
  verdict: number,
  paperVerdict: number,
  largeSampleValue?: number | null,
];

/** A cell as stored: `results` has one row for each entry of `parts`. */
interface StoredCell {
  readonly table: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** Parameters that are not at their defaults. */
  readonly parameters?: ParameterValues;
  /** Of the bits of every score on every seed. */
  readonly digest: string;
  readonly results: readonly AtlasRow[];
}

/** `content/atlas/atlas.json`: derived, never edited. */
export interface AtlasDocument {
  readonly schema: 'custodes/atlas/1';
  readonly seeds: number;
  readonly margin: number;
  /** Verdicts in the atlas, K. */
  readonly verdict_count: number;
  /** Level of each interval, 1 − 0.05/K. */
  readonly level: number;
  readonly large_sample: { readonly n: number; readonly seeds: number };
  readonly verdicts: readonly Verdict[];
  readonly parts: readonly {
    readonly metric: MetricKey;
    readonly part: string;
    readonly predicates: readonly Predicate[];
    readonly scope: Scope;
  }[];
  readonly tables: readonly { readonly id: string; readonly title: string }[];
  readonly cells: readonly StoredCell[];
}

/** One metric part in one cell, as pages read it. */
export interface AtlasCell {
  readonly table: string;
  readonly metric: MetricKey;
  readonly part: string;
  readonly dgp: string;
  readonly geometry: string;
  readonly n: number;
  readonly d: number;
  readonly m: number;
  /** Parameters that are not at their defaults. */
  readonly parameters: ParameterValues;
  readonly seeds: number;
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Against the class that the metric itself claims. */
  readonly verdict: Verdict;
  /** Against the paper's target: everything that is neither entangled nor noise counts as recovered. */
  readonly paperVerdict: Verdict;
  /** Mean at large n where the cell is graded by it. */
  readonly largeSampleValue: number | null;
}

/** Gives the scores of a job; they may come from a cache. */
export type ScoreSource = (job: AtlasJob) => CellScores;

function round(value: number | null): number | null {
  return value === null ? null : Math.round(value * DECIMALS) / DECIMALS;
}

function toRow({ mean, lower, upper, verdict, paperVerdict, largeSampleValue }: ClaimVerdict, graded: boolean): AtlasRow {
  const indices = [VERDICT_NAMES.indexOf(verdict), VERDICT_NAMES.indexOf(paperVerdict)] as const;
  const row = [round(mean), round(lower), round(upper), ...indices] as const;
  return graded ? [...row, round(largeSampleValue)] : row;
}

function digestOf(claims: readonly Claim[], { scores, largeSample }: CellEvidence): string {
  const values = [scores, largeSample ?? {}].flatMap((table) => claims.flatMap((claim) => table[claimName(claim)] ?? []));
  const view = new DataView(new ArrayBuffer(8 * values.length));
  values.forEach((value, i) => view.setFloat64(8 * i, value ?? NaN, true));
  return bytesToHex(sha256(new Uint8Array(view.buffer))).slice(0, DIGEST_DIGITS);
}

function gatherEvidence(cell: Cell, request: CellRequest, scoresOf: ScoreSource): CellEvidence {
  const { main, independent, largeSample } = jobsOfCell(request);
  return {
    cell,
    scores: scoresOf(main),
    ...(independent === null ? {} : { independent: { cell: resolveCell(independent.request), scores: scoresOf(independent) } }),
    ...(largeSample === null ? {} : { largeSample: scoresOf(largeSample) }),
  };
}

/** Judges one cell. @param level of the intervals of the whole atlas */
export function assembleCell(
  table: string,
  request: CellRequest,
  claims: readonly Claim[],
  level: number,
  scoresOf: ScoreSource,
): StoredCell {
  const cell = resolveCell(request);
  const evidence = gatherEvidence(cell, request, scoresOf);
  const { dgp, geometry, n, d, m, truth } = cell;
  return {
    table,
    dgp: dgp.id,
    geometry: geometry.id,
    n,
    d,
    m,
    ...(request.parameters === undefined ? {} : { parameters: request.parameters }),
    digest: digestOf(claims, evidence),
    results: claims.map((claim) => toRow(judgeClaim(claim, evidence, level), truth.graded)),
  };
}

/** Level of each of `count` intervals that hold together. */
export function simultaneousLevel(count: number): number {
  return 1 - SIGNIFICANCE_LEVEL / count;
}

/** Judges every cell of the tables. The result depends on the scores alone. */
export function assembleAtlas(
  tables: readonly AtlasTable[],
  metrics: readonly MetricKey[],
  scoresOf: ScoreSource,
): AtlasDocument {
  const claims = listClaims(metrics);
  const count = claims.length * tables.reduce((sum, { requests }) => sum + requests.length, 0);
  const level = simultaneousLevel(count);
  return {
    schema: 'custodes/atlas/1',
    seeds: DEFAULT_SEEDS,
    margin: MARGIN,
    verdict_count: count,
    level,
    large_sample: LARGE_SAMPLE,
    verdicts: VERDICT_NAMES,
    parts: claims.map(({ metric, part, predicates, scope }) => ({ metric, part, predicates, scope })),
    tables: tables.map(({ id, title }) => ({ id, title })),
    cells: tables.flatMap(({ id, requests }) => requests.map((request) => assembleCell(id, request, claims, level, scoresOf))),
  };
}

/** The request that a stored cell answers. */
export function requestOf({ dgp, geometry, n, d, m, parameters }: StoredCell): CellRequest {
  return { dgp, geometry, n, d, m, ...(parameters === undefined ? {} : { parameters }) };
}

/** The metrics that a document holds, in its order. */
export function metricsOf({ parts }: AtlasDocument): MetricKey[] {
  return [...new Set(parts.map(({ metric }) => metric))];
}

/** Every part in every cell on its own, in the order of the document. */
export function expandAtlas({ seeds, verdicts, parts, cells }: AtlasDocument): AtlasCell[] {
  return cells.flatMap(({ table, dgp, geometry, n, d, m, parameters = {}, results }) =>
    parts.map(({ metric, part }, i) => {
      const [mean, lower, upper, verdict, paperVerdict, largeSampleValue = null] = results[i]!;
      return {
        table,
        metric,
        part,
        dgp,
        geometry,
        n,
        d,
        m,
        parameters,
        seeds,
        mean,
        lower,
        upper,
        verdict: verdicts[verdict]!,
        paperVerdict: verdicts[paperVerdict]!,
        largeSampleValue,
      };
    }),
  );
}

/** The document as text: one cell a line, so that a change shows as the lines of the cells it touches. */
export function formatAtlas({ cells, ...head }: AtlasDocument): string {
  const lines = cells.map((cell) => JSON.stringify(cell)).join(',\n');
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "cells": [\n${lines}\n ]\n}\n`;
}
