import { toXml } from './encode/xml.ts';
import { markup, type Markup, type MarkupElement } from './markup.ts';

/** What the image that a shared link shows says. */
export interface SocialImage {
  readonly kicker: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/** Size that networks ask for. */
export const IMAGE_SIZE = { width: 1200, height: 630 } as const;

export const COLOURS = {
  paper: '#fbfcfb',
  ink: '#14211f',
  soft: '#4b5a57',
  accent: '#0a6257',
  rule: '#7a8986',
  rubric: '#a12b14',
  band: '#e2ecea',
} as const;
export const MARGIN = 80;
const TITLE = { size: 68, characters: 30, lines: 3 } as const;
export const TEXT = { size: 32, characters: 66, lines: 4 } as const;

/** Breaks a text into lines at spaces; what does not fit ends in an ellipsis. */
export function wrapText(text: string, characters: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= characters || line === '') line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1]!.replace(/[,;:.]$/, '')} …`];
}

interface TextStyle {
  readonly size: number;
  readonly colour: string;
  readonly weight?: number;
  /** Where the line begins. */
  readonly x?: number;
}

/** A line of text at a height. */
export function textLine(text: string, y: number, { size, colour, weight = 400, x = MARGIN }: TextStyle): MarkupElement {
  const style = { 'font-family': 'Source Sans 3', 'font-size': size, 'font-weight': weight, fill: colour };
  return markup('text', { x, y, ...style }, text);
}

/** An image on the site's paper, as SVG to be drawn with Source Sans 3. */
export function imageOf(...parts: readonly Markup[]): string {
  const { width, height } = IMAGE_SIZE;
  return toXml(
    markup(
      'svg',
      { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
      markup('rect', { width, height, fill: COLOURS.paper }),
      markup('rect', { width, height: 12, fill: COLOURS.accent }),
      ...parts,
    ),
  );
}

/** A measuring rule as under the site's header: a tick every twentieth, longer at the ends and in the middle. */
export function rule(y: number): MarkupElement {
  const width = IMAGE_SIZE.width - 2 * MARGIN;
  const ticks = Array.from({ length: 21 }, (_, i) => {
    const length = i % 10 === 0 ? 18 : 9;
    return markup('path', { d: `M${MARGIN + (width * i) / 20} ${y}v-${length}` });
  });
  return markup('g', { stroke: COLOURS.rule, 'stroke-width': 2 }, markup('path', { d: `M${MARGIN} ${y}h${width}` }), ticks);
}

/** The image as SVG, to be drawn with Source Sans 3. */
export function drawSocialImage({ kicker, title, lines }: SocialImage): string {
  const { height } = IMAGE_SIZE;
  const titleLines = wrapText(title, TITLE.characters, TITLE.lines);
  const textLines = lines.flatMap((line) => wrapText(line, TEXT.characters, TEXT.lines)).slice(0, TEXT.lines);
  const top = 236;
  const below = top + titleLines.length * TITLE.size * 1.12 + 12;
  return imageOf(
    textLine(kicker, 150, { size: 32, colour: COLOURS.rubric, weight: 600 }),
    ...titleLines.map((line, i) =>
      textLine(line, top + i * TITLE.size * 1.12, { size: TITLE.size, colour: COLOURS.ink, weight: 600 }),
    ),
    ...textLines.map((line, i) => textLine(line, below + i * TEXT.size * 1.35, { size: TEXT.size, colour: COLOURS.soft })),
    rule(height - 88),
    textLine('Custodes: a registry of identifiability', height - 40, { size: 30, colour: COLOURS.accent, weight: 600 }),
  );
}
