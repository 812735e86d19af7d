import { describe, expect, it } from 'vitest';
import { contentPolicy } from './content-policy.ts';

describe('the policy of pages', () => {
  it('of the built site allows its own files and WebAssembly, and nothing inline', () => {
    expect(contentPolicy(false)).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'",
    );
  });

  it('of the development server only adds what shows styles and changes', () => {
    const [strict, relaxed] = [false, true].map((development) => contentPolicy(development).split(/; | /));
    expect(relaxed!.filter((word) => !strict!.includes(word))).toEqual(["'unsafe-inline'", "'unsafe-inline'", 'ws:']);
  });
});
