import { setFlagsFromString } from 'node:v8';
import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';

/** GitHub sets GITHUB_REPOSITORY=owner/name: pages are then served from https://owner.github.io/name/. */
const [owner, name] = (process.env.GITHUB_REPOSITORY ?? '').split('/');
const pagesSite = owner ? `https://${owner.toLowerCase()}.github.io` : 'http://localhost:4321';
const pagesBase = name && name.toLowerCase() !== `${owner.toLowerCase()}.github.io` ? `/${name}/` : '/';

/** Left alone, the engine lets garbage grow to several times what is alive before it collects: a gigabyte, of ten thousand results. */
const thriftyHeap = {
  name: 'thrifty-heap',
  hooks: { 'astro:build:start': () => setFlagsFromString('--heap-growing-percent=70') },
};

export default defineConfig({
  site: process.env.SITE_URL ?? pagesSite,
  base: process.env.BASE_PATH ?? pagesBase,
  trailingSlash: 'always',
  output: 'static',
  publicDir: './src/public',
  integrations: [mdx({ syntaxHighlight: false }), sitemap(), thriftyHeap],
  devToolbar: { enabled: false },
  // The content security policy allows neither inline scripts nor style attributes or elements.
  // While some pages are written to disk others are rendered: of ten thousand results, that saves a third of the time.
  build: { inlineStylesheets: 'never', concurrency: 16 },
  vite: {
    // Leaves the 14 MB runtime out of the bundle: the worker names the file and loads it on the reader's click.
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'] },
    worker: { format: 'es' },
    build: { assetsInlineLimit: 0 },
  },
});
