import type { Octokit } from 'octokit';
import { compareDocuments, type Mismatch } from '../../registry/compare.ts';
import { readActions, readBranches, readEnvironments, readPages, readSecrets, readVariables } from './actions-settings.ts';
import { readApps, readRulesets } from './ruleset-settings.ts';
import { readRunnerGroup, readRunners } from './runner-settings.ts';

/** What guards a branch. */
export interface Ruleset {
  readonly branches: readonly string[];
  /** Who may pass, by the names of our apps. */
  readonly bypass: readonly string[];
  readonly rules: readonly string[];
  readonly pull_request?: {
    readonly approvals: number;
    readonly code_owner_review: boolean;
    readonly dismiss_stale_reviews: boolean;
  };
  /** What must have been posted, by which app; and whether a branch must hold all of main before it is merged. */
  readonly required_status?: {
    readonly contexts: readonly string[];
    readonly from: readonly string[];
    readonly up_to_date: boolean;
  };
}

export interface Environment {
  /** Each with its kind: a tag may bear a branch's name. */
  readonly branches: readonly string[];
  readonly reviewers: boolean;
  /** Whether who started a run may not approve it. */
  readonly prevent_self_review: boolean;
  readonly admins_bypass: boolean;
  readonly secrets: readonly string[];
  readonly variables: readonly string[];
}

/** `.github/settings.json`: what the repository's settings must be, in our own words. */
export interface Settings {
  readonly apps: Readonly<Record<string, { readonly slug: string; readonly permissions: Readonly<Record<string, string>> }>>;
  readonly rulesets: Readonly<Record<string, Ruleset>>;
  /** Branches that must be there: nothing makes them by the way. */
  readonly branches: readonly string[];
  readonly environments: Readonly<Record<string, Environment>>;
  /** Secrets that every job of the repository could read. */
  readonly secrets: Readonly<Record<'repository' | 'organization', readonly string[]>>;
  /** Values by name; `any` where the value is the installation's own. */
  readonly variables: Readonly<Record<'repository' | 'organization', Readonly<Record<string, string>>>>;
  readonly actions: Readonly<Record<string, unknown>>;
  readonly pages: { readonly build_type: string };
  /** Runners of the repository's own would serve the workflows of any fork. */
  readonly runners: { readonly repository: readonly string[] };
  /** Of the runners with a graphics card; the variable GPU_RUNNER bears its name where there are any. */
  readonly runner_group: Readonly<Record<string, unknown>> & { readonly name: string };
  readonly code_owners: readonly string[];
}

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
