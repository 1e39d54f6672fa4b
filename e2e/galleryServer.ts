// Serves the built page as the hosts do: with their headers, so that the content security policy counts here too.
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { securityHeaders } from '../electron/host/headers';

const PAGE = join(import.meta.dirname, '../dist/page');
const NONCE = 'Z2FsbGVyeQ==';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface GalleryServer {
  readonly origin: string;
  readonly close: () => void;
}

export async function openGalleryServer(): Promise<GalleryServer> {
  const server: Server = createServer((request, response) => void answer(request.url ?? '/', response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

export function galleryAddress(origin: string, screen: string, state: string, theme = 'light'): string {
  return `${origin}/gallery.html?${new URLSearchParams({ screen, state, theme })}`;
}

async function answer(url: string, response: ServerResponse): Promise<void> {
  const path = new URL(url, 'http://x').pathname;
  const body = await readFile(join(PAGE, path)).catch(() => null);
  const isDocument = extname(path) === '.html';
  response.writeHead(body ? 200 : 404, {
    ...securityHeaders(isDocument ? { nonce: NONCE } : {}),
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
  });
  response.end(isDocument && body ? body.toString().replaceAll('__CSP_NONCE__', NONCE) : (body ?? ''));
}
