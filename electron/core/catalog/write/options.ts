import { quoteIdent, quoteLiteral } from '../../sql/quote';

/** `fillfactor=70` as PostgreSQL keeps it, in WITH (…) and SET (…). */
export function storageOptions(options: readonly string[]): string {
  return options.map((each) => `${nameOf(each)} = ${quoteLiteral(textOf(each))}`).join(', ');
}

export function withOptions(options: readonly string[]): string {
  return options.length === 0 ? '' : ` WITH (${storageOptions(options)})`;
}

/** `host=h1` of foreign servers and tables. */
export function foreignOptions(options: readonly string[]): string {
  if (options.length === 0) return '';
  const all = options.map((each) => `${quoteIdent(nameOf(each))} ${quoteLiteral(textOf(each))}`);
  return ` OPTIONS (${all.join(', ')})`;
}

export function nameOf(option: string): string {
  return option.slice(0, option.indexOf('='));
}

export function textOf(option: string): string {
  return option.slice(option.indexOf('=') + 1);
}

/** Statements that say what COMMENT ON says; null removes it. */
export function commentOn(what: string, comment: string | null): string {
  return `COMMENT ON ${what} IS ${comment === null ? 'NULL' : quoteLiteral(comment)}`;
}
