const HOSTS: ReadonlySet<string> = new Set(['www.postgresql.org']);

/** The address to give to the system's browser for a link of the page, or null for one that stays unopened. */
export function allowedExternalLink(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:' || !HOSTS.has(url.hostname)) return null;
  return url.port === '' && url.username === '' && url.password === '' ? url.href : null;
}
