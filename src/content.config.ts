import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** Prose beside the catalogue's entries; the file's name is the metric's key or the track's identifier. */
const metrics = defineCollection({
  loader: glob({ pattern: '*.mdx', base: './content/metrics' }),
  schema: z.strictObject({ summary: z.string() }),
});

const tracks = defineCollection({
  loader: glob({ pattern: '*.mdx', base: './content/tracks' }),
  schema: z.strictObject({ summary: z.string() }),
});

const docs = defineCollection({
  loader: glob({ pattern: '*.mdx', base: './content/docs' }),
  schema: z.strictObject({ title: z.string(), summary: z.string() }),
});

export const collections = { metrics, tracks, docs };
