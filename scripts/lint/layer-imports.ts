import { dirname, relative, resolve, sep } from 'node:path';
import type { Rule } from 'eslint';
import { MAY_IMPORT, PURE_LAYERS, PURE_PACKAGES } from './layers.ts';

/** The layer of a path under `src`: its folder, or two folders for the host adapters. */
function layerOf(path: string, root: string): string | undefined {
  const [top, first, second] = relative(root, path).split(sep);
  if (top !== 'src' || first === undefined || second === undefined) return undefined;
  return first === 'runtime' ? `runtime/${second}` : first;
}

function faultOf(file: string, source: string, root: string): string | undefined {
  const layer = layerOf(file, root);
  if (layer === undefined) return undefined;
  const allowed = MAY_IMPORT[layer];
  if (allowed === undefined) return `src/${layer} is no known layer; name it in scripts/lint/layers.ts`;
  if (source.startsWith('.')) {
    const target = layerOf(resolve(dirname(file), source), root);
    if (target === undefined || target === layer || allowed.includes(target)) return undefined;
    return `${layer} must not import ${target}; imports point down only (scripts/lint/layers.ts)`;
  }
  const pure = (PURE_LAYERS as readonly string[]).includes(layer);
  if (!pure || PURE_PACKAGES.test(source)) return undefined;
  return `${layer} runs on every host and must not import ${source}; move the host's part to src/runtime`;
}

/** Imports point down only, and the layers that run everywhere know no host. Covers static, dynamic and re-exporting imports. */
export const layerImports: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node: Rule.Node, source: unknown): void => {
      if (typeof source !== 'string') return;
      const message = faultOf(context.filename, source, context.cwd);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.type === 'Literal' ? node.source.value : undefined),
    };
  },
};
