import type { Rule } from 'eslint';
import ts from 'typescript';

const PARSE = 'JSON.parse believes whatever stands there: read with a validator (src/registry/validator.ts)';
const BODY = '.json() believes whatever was sent: read with readDocument (src/runtime/browser/read-document.ts) or a validator';
const CAST = 'claims a type of something unknown: check it with a validator, or narrow it';

/** What the parser tells of types, where it runs with them. */
interface TypeServices {
  getTypeAtLocation?(node: object): { readonly flags: number };
}

interface Named {
  readonly type: string;
  readonly typeName?: { readonly name?: string };
}

/** `value as Type`. */
type Assertion = Rule.Node & { readonly expression: Rule.Node | Assertion; readonly typeAnnotation: Named };

/** The value itself: `value as unknown as Type` says of one of our own types that it is another. */
function assertedValue({ expression }: Assertion): object {
  return 'typeAnnotation' in expression && expression.typeAnnotation?.type === 'TSUnknownKeyword'
    ? assertedValue(expression)
    : expression;
}

/** Why a call brings in what nobody checked, null where it does not. */
function faultOf(call: Rule.Node & { readonly type: 'CallExpression' }): string | null {
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return null;
  if (callee.property.name === 'json' && call.arguments.length === 0) return BODY;
  return callee.property.name === 'parse' && callee.object.type === 'Identifier' && callee.object.name === 'JSON' ? PARSE : null;
}

/** No document is believed before it was checked: JSON comes in through validators, and no type is claimed of what is unknown. */
export const validatedDocuments: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const services: TypeServices = context.sourceCode.parserServices;
    const listener: Rule.RuleListener = {
      CallExpression(node) {
        const message = faultOf(node);
        if (message !== null) context.report({ node, message });
      },
      TSAsExpression(node: Rule.Node) {
        const { typeAnnotation } = node as Assertion;
        // What is thrown is an Error everywhere.
        if (typeAnnotation.type === 'TSUnknownKeyword' || typeAnnotation.typeName?.name === 'Error') return;
        const type = services.getTypeAtLocation?.(assertedValue(node as Assertion));
        if (type !== undefined && (type.flags & ts.TypeFlags.Unknown) !== 0) context.report({ node, message: CAST });
      },
    };
    return listener;
  },
};
