/** The format that a document names in `schema`, null where it names none. */
export function formatOf(document: unknown): string | null {
  if (document === null || typeof document !== 'object' || !('schema' in document)) return null;
  return typeof document.schema === 'string' ? document.schema : null;
}
