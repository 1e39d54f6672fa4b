import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { openEditor } from './openEditor';

const folder = await mkdtemp(join(tmpdir(), 'lockstep editor '));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = join(folder, `it's "one"; $(touch never).sql`);
await writeFile(file, '');

/** An editor that writes down what it was given, one argument a line. */
async function writeEditor(name: string, status = 0): Promise<string> {
  const path = join(folder, name);
  await writeFile(
    path,
    `#!/bin/sh\nfor each in "$@"; do printf '%s\\n' "$each"; done > '${path}.new'\nmv '${path}.new' '${path}.told'\nexit ${status}\n`,
  );
  await chmod(path, 0o700);
  return path;
}

async function told(editor: string): Promise<readonly string[]> {
  for (let tries = 0; tries < 200; tries++) {
    const text = await readFile(`${editor}.told`, 'utf8').catch(() => null);
    if (text !== null) return text.trimEnd().split('\n');
    await sleep(20);
  }
  throw new Error(`${editor} was not started.`);
}

const system = { PATH: `${folder}:${process.env.PATH}` };

test('in a terminal VISUAL goes before EDITOR, with its options, and is waited for', async () => {
  const editor = await writeEditor('vi sual');
  await openEditor(file, {
    env: { ...system, VISUAL: `"${editor}" -n '+1 1'`, EDITOR: 'false' },
    terminal: true,
  });
  expect(await readFile(`${editor}.told`, 'utf8')).toBe(`-n\n+1 1\n${file}\n`);
});

test('a path with blanks needs no quotes', async () => {
  const editor = await writeEditor('my editor');
  await openEditor(file, { env: { ...system, EDITOR: editor }, terminal: true });
  expect(await told(editor)).toEqual([file]);
});

test('without VISUAL and EDITOR a terminal has none, and the file is named', async () => {
  const opening = openEditor(file, { env: system, terminal: true });
  await expect(opening).rejects.toThrow(`Set one of them, or open ${file} by hand.`);
});

test('an editor that is not there, or fails, is told with the file', async () => {
  const opening = openEditor(file, { env: { ...system, EDITOR: 'no-such-editor -w' }, terminal: true });
  await expect(opening).rejects.toThrow(
    /^no-such-editor, which EDITOR names, can’t be started: it is not there\./,
  );
  const failing = openEditor(file, {
    env: { ...system, EDITOR: await writeEditor('bad', 3) },
    terminal: true,
  });
  await expect(failing).rejects.toThrow(`ended with status 3. The file is ${file}.`);
});

test.each([
  ['LOCKSTEP_EDITOR', 'any', { LOCKSTEP_EDITOR: 'any', VISUAL: 'code' }, 'linux', []],
  ['a windowed VISUAL', 'code', { VISUAL: 'code --wait', EDITOR: 'vim' }, 'linux', ['--wait']],
  ['a windowed EDITOR', 'subl', { VISUAL: 'vim', EDITOR: 'subl' }, 'linux', []],
  ['else the system’s, on Linux', 'xdg-open', { VISUAL: 'vim', EDITOR: 'nano' }, 'linux', []],
  ['on macOS', 'open', {}, 'darwin', ['-t']],
  ['on Windows', 'notepad', {}, 'win32', []],
] as const)('in a window: %s', async (_, program, env, platform, args) => {
  const editor = await writeEditor(program);
  await openEditor(file, { env: { ...system, ...env }, terminal: false, platform });
  expect(await told(editor)).toEqual([...args, file]);
  await rm(`${editor}.told`);
});

test('no window editor at all is told with the file', async () => {
  const opening = openEditor(file, { env: { PATH: '/nowhere' }, terminal: false, platform: 'linux' });
  await expect(opening).rejects.toThrow(/xdg-open can’t be started: it is not there\. .*by hand\.$/s);
});

test('a file that is gone is said', async () => {
  await expect(openEditor(join(folder, 'gone'), { env: {}, terminal: true })).rejects.toThrow(
    'There is no file',
  );
});
