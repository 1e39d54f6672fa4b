/**
 * Who may talk to the browser host: pure decisions on a request's headers. The port is open to every process and,
 * through the user's browser, to every page of the web; the order of the checks is Host, then Origin, then session.
 */
import type { IncomingMessage } from 'node:http';

export type RequestHead = Pick<IncomingMessage, 'headersDistinct'>;

/** A name of the attacker's that leads to 127.0.0.1 (DNS rebinding) still says its own name here. */
export function isForOwnHost({ headersDistinct: { host = [] } }: RequestHead, origin: string): boolean {
  return host.length === 1 && `http://${host[0]}` === origin;
}

/** Browsers say where a request comes from; a navigation from the address bar or a terminal comes from "none". */
export function isFromOwnPage({ headersDistinct }: RequestHead, origin: string): boolean {
  const origins = headersDistinct.origin ?? [];
  const sites = headersDistinct['sec-fetch-site'] ?? [];
  return isOnly(origins, [origin]) && isOnly(sites, ['same-origin', 'none']);
}

/** Cookies are sent to all ports of 127.0.0.1 alike, so that here the Origin stands alone: it may not be missing. */
export function isSocketOfOwnPage(head: RequestHead, origin: string): boolean {
  return head.headersDistinct.origin?.length === 1 && isFromOwnPage(head, origin);
}

function isOnly(values: readonly string[], allowed: readonly string[]): boolean {
  return values.length === 0 || (values.length === 1 && allowed.includes(values[0] ?? ''));
}

/** Path and query as sent, or null for anything but an origin-form target. No URL parser: it would tidy up. */
export function readTarget(
  url: string | undefined,
): { readonly path: string; readonly query: string } | null {
  const [, path, query = ''] = /^(\/[^?#]*)(?:\?([^#]*))?$/.exec(url ?? '') ?? [];
  return path === undefined || path.startsWith('//') ? null : { path, query };
}
