/**
 * Opens a file in the user's editor: in the terminal that we run in, or in a window.
 * No shell has a part in it: names of files are never taken for commands.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { badInput } from '../errors';

type Environment = Readonly<Record<string, string | undefined>>;

export interface EditorPlace {
  readonly env: Environment;
  /** Whether there is a terminal that the editor may have; it is waited for then. */
  readonly terminal: boolean;
  /** Default: this system. */
  readonly platform?: NodeJS.Platform | undefined;
}

interface Editor {
  readonly command: string;
  readonly args: readonly string[];
  /** For messages: "EDITOR", or the program itself. */
  readonly source: string;
}

/** Editors that open a window of their own, whatever starts them. */
const WINDOWED =
  /^(code|code-insiders|codium|cursor|windsurf|subl|sublime_text|zed|idea|webstorm|datagrip|gvim|mvim|mate|bbedit|gedit|gnome-text-editor|kate|xed|pluma|notepad|notepad\+\+)(64)?(\.exe)?$/i;

const OF_SYSTEM: Readonly<Record<string, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open', '-t'],
  win32: ['notepad'],
};

export async function openEditor(path: string, place: EditorPlace): Promise<void> {
  if (!existsSync(path)) throw badInput(`There is no file ${path}.`, 'Read the project again.');
  return place.terminal ? editInTerminal(path, place.env) : openWindow(path, place);
}

async function editInTerminal(path: string, env: Environment): Promise<void> {
  const editor = named(env, 'VISUAL') ?? named(env, 'EDITOR');
  if (!editor) {
    throw badInput(
      'No editor is chosen: neither VISUAL nor EDITOR is set.',
      `Set one of them, or open ${path} by hand.`,
    );
  }
  const child = spawn(editor.command, [...editor.args, path], { stdio: 'inherit', env });
  const [code, signal] = await once(child, 'exit').catch((error) => {
    throw cannotStart(editor, path, error);
  });
  if (code !== 0) {
    throw badInput(`${editor.command} ended with ${signal ?? `status ${code}`}.`, `The file is ${path}.`);
  }
}

async function openWindow(path: string, { env, platform }: EditorPlace): Promise<void> {
  const chosen =
    named(env, 'LOCKSTEP_EDITOR') ?? windowed(named(env, 'VISUAL')) ?? windowed(named(env, 'EDITOR'));
  const [command, ...args] = OF_SYSTEM[platform ?? process.platform] ?? ['xdg-open'];
  const editor = chosen ?? { command, args, source: command };
  const child = spawn(editor.command, [...editor.args, path], { stdio: 'ignore', detached: true, env });
  await once(child, 'spawn').catch((error) => {
    throw cannotStart(editor, path, error);
  });
  child.unref();
}

function named(env: Environment, variable: string): Editor | null {
  const text = env[variable]?.trim();
  if (!text) return null;
  // A program's path may hold blanks without being quoted.
  const [command, ...args] = existsSync(text) ? [text] : splitWords(text);
  return command ? { command, args, source: variable } : null;
}

function windowed(editor: Editor | null): Editor | null {
  return editor && WINDOWED.test(basename(editor.command)) ? editor : null;
}

/** "code --wait", or '"/opt/My Editor/edit" -n': words, with quotes around some. */
function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((word) => word[1] ?? word[2] ?? word[3] ?? '');
}

function cannotStart({ command, source }: Editor, path: string, error: unknown): Error {
  const why =
    error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'it is not there' : String(error);
  const which = source === command ? command : `${command}, which ${source} names,`;
  return badInput(`${which} can’t be started: ${why}.`, `Name another editor, or open ${path} by hand.`);
}
