import type { Octokit } from 'octokit';
import Type from 'typebox';
import { createValidator } from '../../registry/validator.ts';
import { repository } from './environment.ts';
import type { Settings } from './settings.ts';

const byCodeUnit = (a: string, b: string) => (a < b ? -1 : 1);

/** The apps, with all that each of them may do. */
export async function readApps(client: Octokit, { apps }: Settings): Promise<unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, { slug }] of Object.entries(apps)) {
    const { data } = await client.rest.apps.getBySlug({ app_slug: slug });
    found[name] = { slug: data?.slug, permissions: data?.permissions };
  }
  return found;
}

/** Our apps' names by their numbers. */
async function appNames(client: Octokit, { apps }: Settings): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for (const [name, { slug }] of Object.entries(apps)) {
    const { data } = await client.rest.apps.getBySlug({ app_slug: slug });
    if (data) names.set(data.id, name);
  }
  return names;
}

interface Rule {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>> & {
    readonly required_status_checks?: readonly { readonly context: string; readonly integration_id?: number }[];
  };
}

interface Guard {
  readonly bypass_actors?: readonly { readonly actor_id?: number | null; readonly actor_type: string }[];
  readonly conditions?: unknown;
  readonly rules?: unknown;
}

const branches = Type.Optional(Type.Array(Type.String()));
const rulesetConditions = createValidator(
  Type.Object({ ref_name: Type.Optional(Type.Object({ include: branches, exclude: branches })) }),
);

/** A ruleset in our words: who may pass, and who must have posted the status, by the apps' own numbers. */
function describeRuleset({ bypass_actors = [], conditions, rules: all }: Guard, names: ReadonlyMap<number, string>): unknown {
  const rules = (all ?? []) as readonly Rule[];
  const parametersOf = (type: string) => rules.find((rule) => rule.type === type)?.parameters;
  const review = parametersOf('pull_request');
  const status = parametersOf('required_status_checks');
  const checks = status?.required_status_checks ?? [];
  const { include = [], exclude = [] } = rulesetConditions.check(conditions ?? {}, 'conditions of a ruleset').ref_name ?? {};
  return {
    branches: [...include, ...exclude.map((branch) => `not ${branch}`)],
    bypass: bypass_actors.map(({ actor_id, actor_type }) => {
      return (actor_type === 'Integration' ? names.get(actor_id ?? 0) : undefined) ?? `${actor_type} ${actor_id}`;
    }),
    rules: rules.map(({ type }) => type).toSorted(byCodeUnit),
    ...(review && {
      pull_request: {
        approvals: review['required_approving_review_count'],
        code_owner_review: review['require_code_owner_review'],
        dismiss_stale_reviews: review['dismiss_stale_reviews_on_push'],
      },
    }),
    ...(status && {
      required_status: {
        contexts: checks.map(({ context }) => context),
        from: checks.map(({ integration_id }) => names.get(integration_id ?? 0) ?? 'anybody'),
        up_to_date: status['strict_required_status_checks_policy'],
      },
    }),
  };
}

/** The active rulesets that are wanted, by name. One more, of whatever name, takes nothing away. */
export async function readRulesets(client: Octokit, wanted: Settings): Promise<unknown> {
  const names = await appNames(client, wanted);
  const { data: all } = await client.rest.repos.getRepoRulesets(repository());
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(wanted.rulesets)) {
    const active = all.find((ruleset) => ruleset.name === name && ruleset.enforcement === 'active');
    if (active === undefined) continue;
    const { data } = await client.rest.repos.getRepoRuleset({ ...repository(), ruleset_id: active.id });
    found[name] = describeRuleset(data, names);
  }
  return found;
}
