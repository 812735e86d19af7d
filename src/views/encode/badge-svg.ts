import { makeBadge } from 'badge-maker';
import { legibleLine } from '../../core/legible.ts';
import type { Badge } from '../badge.ts';

/** A badge as a picture. The library escapes what XML reads as markup; it lets through what no XML may hold. */
export function badgeSvg({ label, message, color }: Badge): string {
  return makeBadge({ label: legibleLine(label), message: legibleLine(message), color });
}
