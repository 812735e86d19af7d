import temml from 'temml';

/**
 * MathML of a TeX formula, without the style attributes that the content security policy forbids. What they say either repeats
 * the `display` attribute or fine-tunes an accent's size.
 *
 * @throws Error for TeX that does not parse
 */
export function renderFormula(tex: string, display: boolean): string {
  return temml.renderToString(tex, { displayMode: display, throwOnError: true }).replaceAll(/ style="[^"]*"/g, '');
}
