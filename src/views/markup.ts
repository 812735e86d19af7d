/** An element of HTML or SVG as plain data: pages render it when the site is built, scripts make elements of it, workers send it. */
export interface MarkupElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Markup[];
}

/** A string is text, never markup. */
export type Markup = string | MarkupElement;

/** What stands for an attribute: numbers become text, `true` an attribute without a value, and what is not wanted is left out. */
type AttributeValue = string | number | boolean | null | undefined;

function attributeText(value: AttributeValue): string | null {
  if (value === true) return '';
  return value === false || value === null || value === undefined ? null : String(value);
}

/** An element with its attributes and children; lists of children are joined, and what is null is left out. */
export function markup(
  tag: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  ...children: readonly (Markup | null | readonly (Markup | null)[])[]
): MarkupElement {
  const texts = Object.entries(attributes).flatMap(([name, value]) => {
    const text = attributeText(value);
    return text === null ? [] : [[name, text] as const];
  });
  return {
    tag,
    attributes: Object.fromEntries(texts),
    children: children.flat().filter((child) => child !== null),
  };
}
