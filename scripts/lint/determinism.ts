/**
 * What differs between engines, runs or machines, as selectors for `no-restricted-syntax`. Measured: every transcendental function
 * of `Math`, and powers other than squares, differ in the last bit between Node, Chromium and Firefox.
 */

/** Exact or correctly rounded by the language's definition. */
const SAFE_MATH = 'abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|E|LN10|LN2|LOG10E|LOG2E|PI|SQRT1_2|SQRT2';

const MATHEMATICS = 'use src/core/mathematics.ts, which gives the same bits on every engine';

export const ENGINE_DEPENDENT = [
  {
    selector: `MemberExpression[object.name='Math']:not([computed=false][property.name=/^(${SAFE_MATH})$/])`,
    message: `This member of Math differs between engines; ${MATHEMATICS}.`,
  },
  {
    selector:
      ":matches(VariableDeclarator, AssignmentExpression, SpreadElement, CallExpression, Property) > Identifier[name='Math']",
    message: 'Math must be named where it is used, so that this rule can read it.',
  },
  {
    selector:
      "BinaryExpression[operator='**']:not([right.value=2], [left.value=2]:not(:has(BinaryExpression[operator='/']))), AssignmentExpression[operator='**=']",
    message: `Powers other than squares and whole powers of two differ between engines; multiply, or ${MATHEMATICS}.`,
  },
  {
    selector: 'MemberExpression[property.name=/^(toLocale.*|localeCompare)$/]',
    message: "The reader's locale must not reach a number or an order; compare code units.",
  },
];

/** Globals that bring in time, chance or locale. */
export const NONDETERMINISTIC_GLOBALS = ['Date', 'Intl', 'crypto', 'performance', 'setInterval', 'setTimeout'].map((name) => ({
  name,
  message: 'The result must depend on the arguments only; pass what you need as data.',
}));

/** Globals of one host. */
export const HOST_GLOBALS = [
  'Buffer',
  'Worker',
  'XMLHttpRequest',
  'caches',
  'document',
  'fetch',
  'global',
  'localStorage',
  'location',
  'navigator',
  'postMessage',
  'process',
  'require',
  'self',
  'sessionStorage',
  'window',
].map((name) => ({ name, message: 'This layer runs on every host; move what needs this one to src/runtime.' }));
