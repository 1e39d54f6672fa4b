import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPageFiles, type PageFiles } from './pageFiles';

let root: string;
let page: PageFiles;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lockstep-page-'));
  await mkdir(join(root, 'page/assets'), { recursive: true });
  await writeFile(join(root, 'secret.js'), 'secret');
  await writeFile(
    join(root, 'page/index.html'),
    '<meta content="__CSP_NONCE__"><style nonce="__CSP_NONCE__">',
  );
  await writeFile(join(root, 'page/assets/index-a1.js'), 'code');
  await writeFile(join(root, 'page/assets/index-a1.js.map'), 'source');
  await symlink(join(root, 'secret.js'), join(root, 'page/assets/link.js'));
  await symlink(root, join(root, 'page/up'));
  page = openPageFiles(join(root, 'page'));
});

afterAll(() => rm(root, { recursive: true }));

test('files of the page have their content and type', async () => {
  expect(await page.find('/assets/index-a1.js')).toEqual({
    type: 'text/javascript; charset=utf-8',
    body: Buffer.from('code'),
  });
});

test('a document has a new nonce each time, in all its places', async () => {
  const [one, two] = [await page.find('/'), await page.find('/index.html')];
  expect(one?.nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(one?.nonce).not.toBe(two?.nonce);
  expect(String(one?.body)).toBe(`<meta content="${one?.nonce}"><style nonce="${one?.nonce}">`);
});

test.each([
  '/../secret.js',
  '/assets/../../secret.js',
  '/assets/..%2f..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/%2e%2e%2fsecret.js',
  '/.%2e/secret.js',
  '/..;/secret.js',
  '/..\\secret.js',
  '/..%5csecret.js',
  '/%252e%252e/secret.js',
  '/....//secret.js',
  '//secret.js',
  '///etc/passwd',
  '/etc/passwd',
  '/assets//index-a1.js',
  '/./assets/index-a1.js',
  '/assets/./index-a1.js',
  '/assets/index-a1.js/',
  '/assets/index-a1.js%00',
  '/assets/index-a1.js\0.html',
  '/assets/index-a1.js.map',
  '/assets/link.js',
  '/up/secret.js',
  '/assets',
  '/assets/',
  '/ASSETS/index-a1.js',
  'assets/index-a1.js',
  'C:\\secret.js',
  'file:///etc/passwd',
  '/__proto__',
  '/constructor.js',
  '',
])('“%s” is no file of the page', async (path) => {
  expect(await page.find(path)).toBeNull();
});

test('a page that is not built is said to be', () => {
  expect(() => openPageFiles(join(root, 'nowhere'))).toThrow('npm run build');
});
