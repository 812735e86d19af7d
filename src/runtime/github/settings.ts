import type { Octokit } from 'octokit';
import { compareDocuments, type Mismatch } from '../../registry/compare.ts';
import { readActions, readBranches, readEnvironments, readPages, readSecrets, readVariables } from './actions-settings.ts';
import { readApps, readRulesets } from './ruleset-settings.ts';
import { readRunnerGroup, readRunners } from './runner-settings.ts';
import type { Settings } from '../../registry/documents/settings.ts';

export type { Settings } from '../../registry/documents/settings.ts';

type Section = Exclude<keyof Settings, 'code_owners'>;

/** Reads one section as GitHub has it, in the words of the file. */
export type Reader = (client: Octokit, wanted: Settings) => Promise<unknown>;

const READERS: Readonly<Record<Section, Reader>> = {
  apps: readApps,
  rulesets: readRulesets,
  branches: readBranches,
  environments: readEnvironments,
  secrets: readSecrets,
  variables: readVariables,
  actions: readActions,
  pages: readPages,
  runners: readRunners,
  runner_group: readRunnerGroup,
};

/** Where GitHub's settings differ from those that are wanted: a JSON pointer, what is wanted, what is there. */
export async function compareSettings(client: Octokit, wanted: Settings): Promise<Mismatch[]> {
  const mismatches: Mismatch[] = [];
  for (const [section, read] of Object.entries(READERS) as [Section, Reader][]) {
    mismatches.push(...compareDocuments(wanted[section], await read(client, wanted), `/${section}`));
  }
  return mismatches;
}
