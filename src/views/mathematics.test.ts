import { expect, it } from 'vitest';
import { renderFormula } from './mathematics.ts';

it('renders MathML without style attributes', () => {
  const markup = renderFormula(String.raw`\hat{z}_i = \begin{cases}1 & a\\ 0 & b\end{cases}`, true);
  expect(markup).toMatch(/^<math display="block"/);
  expect(markup).toContain('<mtable>');
  expect(markup).not.toContain('style=');
});

it('refuses TeX that does not parse', () => {
  expect(() => renderFormula(String.raw`\frac{1`, false)).toThrow();
});
