import type { Markup } from '../../views/markup.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Makes elements of markup. Text stays text. @param inSvg whether the parent is a drawing */
export function buildNode(markup: Markup, inSvg = false): Node {
  if (typeof markup === 'string') return document.createTextNode(markup);
  const isSvg = inSvg || markup.tag === 'svg';
  const element = isSvg ? document.createElementNS(SVG, markup.tag) : document.createElement(markup.tag);
  for (const [name, value] of Object.entries(markup.attributes)) element.setAttribute(name, value);
  element.append(...markup.children.map((child) => buildNode(child, isSvg)));
  return element;
}
