import { relative, sep } from 'node:path';
import type { Rule } from 'eslint';
import { DGPS } from '../../src/suite/dgps/list.ts';
import { GEOMETRIES } from '../../src/suite/geometries/list.ts';

/** An id that is also a word of the language could mean anything: only ids with a digit or an underscore are looked for. */
const DISTINCTIVE = /[\d_]/;
const IDS = new Set<string>([...DGPS, ...GEOMETRIES].map(({ id }) => id).filter((id) => DISTINCTIVE.test(id)));

/** The index of a DGP's or geometry's own folder. */
const HOME = /^src\/suite\/(dgps|geometries)\/[\w-]+\/index\.ts$/;

const MESSAGE =
  'names a DGP or geometry by its id; import the constant from its folder and take .id, or ask for the property that is meant (codes, relation, dependence, reach …)';

/** What the visitor needs of any node, whichever parser made it. */
interface Visited {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: unknown;
  readonly key?: Visited;
  readonly computed?: boolean;
  readonly parent?: Visited;
  readonly quasis?: readonly { readonly value: { readonly cooked?: string | null } }[];
}

function isStatedId(node: Visited): boolean {
  const { parent } = node;
  return parent?.type === 'Property' && parent.value === node && parent.computed === false && parent.key?.name === 'id';
}

/**
 * Ids of DGPs and geometries stand in one place: as the `id` in a home's `index.ts`. Anywhere else a string, a key or a literal type that is exactly an
 * id is refused, so that a further one needs no edit of lists.
 */
export const suiteIds: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const isHome = HOME.test(relative(context.cwd, context.filename).split(sep).join('/'));
    const report = (node: unknown, id: string) => context.report({ node: node as Rule.Node, message: `"${id}" ${MESSAGE}.` });
    const check = (node: unknown, id: unknown) => {
      if (typeof id !== 'string' || !IDS.has(id) || (isHome && isStatedId(node as Visited))) return;
      report(node, id);
    };
    return {
      Literal: (node) => check(node, node.value),
      TemplateLiteral(node) {
        if (node.quasis.length === 1) check(node, node.quasis[0]!.value.cooked);
      },
      Property(node) {
        if (!node.computed && node.key.type === 'Identifier') check(node.key, node.key.name);
      },
    };
  },
};
