import { TO_WRITE } from './scaffold.ts';

/**
 * Text of a test that names every place where the author still has to write something.
 *
 * @param files paths from the root, the test's own among them
 */
export function markerTest(files: readonly string[]): string {
  const marker = TO_WRITE.split(' ').map((word) => `'${word}'`);
  return `it('is written to the end', () => {
  const marker = [${marker.join(', ')}].join(' ');
  const places = [${files.map((file) => `'${file}'`).join(', ')}].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\\n')
      .flatMap((line, index) => (line.includes(marker) ? [\`\${file}:\${index + 1}\`] : [])),
  );
  expect(places).toEqual([]);
});
`;
}
