/** `timestamp(3) with time zone` without the number. */
export function baseOf(type: string): string {
  return type.replace(/\([^)]*\)/, '').trim();
}

/** As DEFAULT says since PostgreSQL 16. */
export function usualStorage(type: string): string {
  if (type.endsWith('[]') || type.includes('.')) return 'EXTENDED';
  const base = baseOf(type);
  if (['text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'xml'].includes(base))
    return 'EXTENDED';
  if (['numeric', 'inet', 'cidr'].includes(base)) return 'MAIN';
  return ['bit', 'bit varying', 'tsvector', 'path', 'polygon'].includes(base) ? 'EXTENDED' : 'PLAIN';
}
