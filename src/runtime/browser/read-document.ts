import { formatOf } from '../../core/documents/format-of.ts';

function isOf<T extends { readonly schema: string }>(document: unknown, format: T['schema']): document is T {
  return formatOf(document) === format;
}

/**
 * One of this site's own documents. The tests of the site hold it to its schema; a reader's cache can still bring a newer or older format than
 * this script knows.
 *
 * @throws Error where the response is no JSON or of another format
 */
export async function readDocument<T extends { readonly schema: string }>(response: Response, format: T['schema']): Promise<T> {
  // eslint-disable-next-line custodes/validated-documents -- comes in as something unknown
  const document: unknown = await response.json();
  if (isOf<T>(document, format)) return document;
  throw new Error(`the file is not in the format ${format}; reload the page`);
}
