import type { Markup } from './markup.ts';

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Markup as the text of a file of its own. Its root element names the namespace. */
export function svgText(node: Markup): string {
  if (typeof node === 'string') return escapeXml(node);
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  return `<${node.tag}${attributes.join('')}>${node.children.map(svgText).join('')}</${node.tag}>`;
}
