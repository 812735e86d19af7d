import { xmlText } from './xml.ts';

/**
 * Text as HTML, for formats that carry HTML as a string, such as feeds: no part of it is markup. References are XML's, which HTML shares.
 * Pages need it nowhere: Astro and the DOM take texts for texts.
 */
export function htmlText(text: string): string {
  return xmlText(text);
}
