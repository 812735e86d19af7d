import { legible } from '../../core/legible.ts';

/** The runner reads the log line by line; a command's text escapes per cent and line breaks, and its properties colons and commas too. */
function commandData(text: string): string {
  return legible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A workflow command such as `::error file=a.json,line=1::text`. What is not legible becomes U+FFFD. */
export function workflowCommand(name: string, properties: Readonly<Record<string, string | number>>, text: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${commandProperty(String(value))}`);
  return `::${name}${list.length > 0 ? ' ' : ''}${list.join(',')}::${commandData(text)}`;
}

/** A line of the file of a step's outputs. @throws Error for a value of more than one line, which could pass for another output */
export function outputLine(name: string, value: string): string {
  if (/[\r\n]/.test(value)) throw new Error(`output ${name} has more than one line`);
  return `${name}=${value}\n`;
}
