import { unzipSync } from 'fflate';
import { InputError } from '../input-error.ts';
import { quoted, shown } from '../quoted.ts';

/** Which array of an archive is meant. */
export interface NpzChoice {
  /** The array's name, where the reader gave one. */
  readonly member?: string | undefined;
  /** What the array is for: one of this name is taken where there are several and none was named. */
  readonly side: 'factors' | 'codes';
  /** Whether the reader can name an array as `file.npz:name`. */
  readonly addressable: boolean;
}

/** An array of an archive, as the bytes of an `.npy` file. */
export interface NpzMember {
  readonly name: string;
  readonly content: Uint8Array;
}

const ENDING = '.npy';
/** Unpacked, an array of this size leaves a page or a process no room to work. */
const MOST_BYTES = 2 ** 31;
/** So many names tell a reader what the file is. */
const MOST_NAMES = 12;

const SAVE = 'save it with numpy.savez';

/** Other zip files, by a name that gives them away. */
const OTHER_ZIPS: readonly (readonly [RegExp, rule: string, fix: string])[] = [
  [/(^|\/)data\.pkl$/, 'is a file of torch.save', 'save the array with numpy.save("codes.npy", codes.cpu().numpy())'],
  [/^\[Content_Types\]\.xml$/, 'is an office document', 'save the sheet as .csv'],
];

interface Entry {
  readonly name: string;
  readonly bytes: number;
}

/** Lists the entries of a zip file, or unpacks one. */
function unzip(bytes: Uint8Array, path: string, wanted?: string): { entries: Entry[]; content: Uint8Array | undefined } {
  const entries: Entry[] = [];
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        entries.push({ name, bytes: originalSize });
        return name === wanted && originalSize <= MOST_BYTES;
      },
    });
    return { entries, content: wanted === undefined ? undefined : unpacked[wanted] };
  } catch {
    throw new InputError({ path, rule: 'is a damaged zip file, or packed in an unusual way', fix: `copy it again, or ${SAVE}` });
  }
}

function chooseName(names: readonly string[], path: string, { member, side, addressable }: NpzChoice): string {
  const listed = `${names.slice(0, MOST_NAMES).map(quoted).join(', ')}${names.length > MOST_NAMES ? ' and more' : ''}`;
  if (member !== undefined) {
    if (names.includes(member)) return member;
    throw new InputError({ path, rule: `has no array ${quoted(member)}`, fix: `name one of ${listed}` });
  }
  if (names.length === 1) return names[0]!;
  if (names.includes(side)) return side;
  const fix = addressable ? `name one, as ${path}:NAME` : `save the one that is meant alone, or call it "${side}"`;
  throw new InputError({ path, rule: `holds several arrays: ${listed}`, fix });
}

/**
 * One array of an `.npz` file: the one that is named, the only one, or the one called `factors` or `codes`. Entries that are no arrays are
 * passed over.
 *
 * @param path what to call the file in a fault
 * @throws InputError where there is no such array
 */
export function readNpzMember(bytes: Uint8Array, path: string, choice: NpzChoice): NpzMember {
  const { entries } = unzip(bytes, path);
  for (const [pattern, rule, fix] of OTHER_ZIPS)
    if (entries.some(({ name }) => pattern.test(name))) throw new InputError({ path, rule, fix });
  const arrays = entries.filter(({ name }) => name.endsWith(ENDING));
  if (arrays.length === 0) throw new InputError({ path, rule: 'is a zip file without any .npy array', fix: SAVE });
  const name = chooseName(
    arrays.map(({ name }) => name.slice(0, -ENDING.length)),
    path,
    choice,
  );
  const entry = arrays.find((array) => array.name === name + ENDING)!;
  if (entry.bytes > MOST_BYTES)
    throw new InputError({ path: `${path}:${shown(name)}`, rule: `has ${entry.bytes} bytes`, fix: `keep to ${MOST_BYTES}` });
  const { content } = unzip(bytes, path, entry.name);
  if (content === undefined || content.length !== entry.bytes)
    throw new InputError({ path: `${path}:${shown(name)}`, rule: 'cannot be unpacked whole', fix: 'copy the file again' });
  return { name, content };
}
