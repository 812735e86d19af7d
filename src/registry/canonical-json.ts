import canonicalize from 'canonicalize';

/**
 * The one text of a JSON document: keys sorted by UTF-16 code units, shortest numbers, no white space.
 *
 * Source: RFC 8785, JSON Canonicalization Scheme.
 *
 * @throws TypeError for what JSON cannot hold (undefined, NaN, infinities, lone surrogates, cycles)
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError(`a ${typeof value} has no JSON form`);
  return text;
}
