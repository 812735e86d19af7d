import { legibleLine } from '../../core/legible.ts';

/** A record of RIS: a line each field. What would begin another field, a line break, becomes a space, and what is not legible U+FFFD. */
export function risRecord(type: string, fields: readonly (readonly [tag: string, value: string])[]): string {
  return [['TY', type], ...fields, ['ER', '']].map(([tag, value]) => `${tag}  - ${legibleLine(value)}\n`).join('');
}
