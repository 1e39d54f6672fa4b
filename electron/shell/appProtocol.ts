import { protocol } from 'electron';
import { securityHeaders } from '../host/headers';
import type { PageFiles } from '../host/pageFiles';
import { isPageUrl, PAGE_ORIGIN } from './pageOrigin';

/** Serves the page at app://lockstep/, and nothing at any other host of the scheme. */
export function servePage(page: PageFiles): void {
  protocol.handle('app', ({ method, url }) => (method === 'GET' ? answer(url, page) : refuse(405)));
}

async function answer(url: string, page: PageFiles): Promise<Response> {
  if (!isPageUrl(url)) return refuse(404);
  const [path = ''] = url.slice(PAGE_ORIGIN.length).split(/[?#]/);
  const file = await page.find(path);
  if (file === null) return refuse(404);
  const { type, body, nonce } = file;
  return new Response(body, {
    headers: { ...securityHeaders({ ...(nonce && { nonce }) }), 'Content-Type': type },
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: securityHeaders() });
}
