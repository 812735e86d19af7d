import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

/** Resolves from the repository: built pages lie elsewhere. */
const resolve = createRequire(join(process.cwd(), 'package.json')).resolve;

const FONTS = ['400Regular/SourceSans3_400Regular.ttf', '600SemiBold/SourceSans3_600SemiBold.ttf'];

let loading: Promise<Uint8Array[]> | undefined;

async function load(): Promise<Uint8Array[]> {
  await initWasm(await readFile(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return Promise.all(FONTS.map((name) => readFile(resolve(`@expo-google-fonts/source-sans-3/${name}`))));
}

/** Draws SVG as PNG, with fonts that come with the project and none of the machine's: the same bytes everywhere. */
export async function renderPng(svg: string): Promise<Uint8Array> {
  loading ??= load();
  const resvg = new Resvg(svg, {
    font: { fontBuffers: await loading, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  });
  return resvg.render().asPng();
}
