import type { Fault } from '../input-error.ts';

type Foreign = Omit<Fault, 'path'>;

/** Files of other tools that their first bytes give away, and how to get the array out of them. */
const FORMATS: readonly (readonly [start: readonly number[] | string, Foreign])[] = [
  ['\x89HDF', { rule: 'is an HDF5 file', fix: 'save one array of it: numpy.save("codes.npy", h5py.File(path)["name"][:])' }],
  ['MATLAB ', { rule: 'is a MATLAB file', fix: 'save the matrix with writematrix(codes, "codes.csv")' }],
  ['SIMPLE  =', { rule: 'is a FITS file', fix: 'save the array with numpy.save' }],
  ['ARROW1', { rule: 'is an Arrow or Feather file', fix: 'save the table with to_parquet or to_csv' }],
  ['RDX', { rule: 'is a file of R', fix: 'save the matrix with write.csv(codes, "codes.csv", row.names = FALSE)' }],
  ['{"', { rule: 'is a JSON document', fix: 'save the numbers with numpy.save' }],
  [[0x1f, 0x8b], { rule: 'is compressed with gzip', fix: 'unpack it first, with gunzip' }],
  [[0x80, 2], { rule: 'is a pickle, which could run any code', fix: 'save the array with numpy.save' }],
  [[0x80, 3], { rule: 'is a pickle, which could run any code', fix: 'save the array with numpy.save' }],
  [[0x80, 4], { rule: 'is a pickle, which could run any code', fix: 'save the array with numpy.save' }],
  [[0x80, 5], { rule: 'is a pickle, which could run any code', fix: 'save the array with numpy.save' }],
];

/** What a file of another tool is, and what to do instead; undefined where it may be text. */
export function foreignFault(bytes: Uint8Array): Foreign | undefined {
  const found = FORMATS.find(([start]) => {
    const codes = typeof start === 'string' ? [...start].map((letter) => letter.charCodeAt(0)) : start;
    return codes.every((code, k) => bytes[k] === code);
  });
  return found?.[1];
}
