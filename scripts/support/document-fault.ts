import { SaxesParser } from 'saxes';

function xmlFault(text: string): string | null {
  const faults: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => faults.push(message));
  parser.write(text).close();
  return faults[0] ?? null;
}

function jsonFault(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

const DATA_BLOCK = /<script type="application\/ld\+json">(.*?)<\/script>/gs;

const READERS: Readonly<Record<string, (text: string) => string | null>> = {
  xml: xmlFault,
  svg: xmlFault,
  json: jsonFault,
  jsonl: (text) =>
    text
      .split('\n')
      .filter(Boolean)
      .map(jsonFault)
      .find((fault) => fault !== null) ?? null,
  html: (text) => [...text.matchAll(DATA_BLOCK)].map(([, block]) => jsonFault(block!)).find((fault) => fault !== null) ?? null,
};

/** What a strict parser has against a file of the site, by the ending of its name; null where it reads it, or knows no such kind. */
export function documentFault(name: string, text: string): string | null {
  return READERS[/[^.]*$/.exec(name)![0]]?.(text) ?? null;
}
