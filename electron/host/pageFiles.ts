/** The built page as files to answer requests with: for the browser host and for the desktop's app:// alike. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly body: Buffer;
  /** Documents only: the nonce of their inline styles, new each time. */
  readonly nonce?: string;
}

export interface PageFiles {
  /** `path` as it stands in the request, from its first slash, without query; null when there is no such file. */
  find(path: string): Promise<PageFile | null>;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * Only what the folder holds now is ever served, looked up by its exact name: a path from a request never becomes
 * part of a path on disk, so there is nothing to traverse.
 */
export function openPageFiles(folder: string): PageFiles {
  const files = listFiles(folder);
  return {
    async find(path) {
      const name = path === '/' ? '/index.html' : path;
      const file = files.get(name);
      const type = TYPES[extname(name)];
      if (file === undefined || type === undefined) return null;
      const body = await readFile(file);
      return type === TYPES['.html'] ? document(body, type) : { type, body };
    },
  };
}

function listFiles(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error('The page is not built: run `npm run build`.');
  // Links are not followed and are no files here.
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]));
}

function document(body: Buffer, type: string): PageFile {
  const nonce = randomBytes(16).toString('base64');
  return { type, nonce, body: Buffer.from(body.toString('utf8').replaceAll('__CSP_NONCE__', nonce)) };
}
