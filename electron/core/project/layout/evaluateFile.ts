/**
 * What a configuration file says, as far as that is certain without running it: literals, path.join, process.env,
 * consts and other files of the same kind. What goes further is said, with the line, and not guessed at: what is
 * answered here is what running the file would give.
 */
import { extname } from 'node:path';
import { parseCode } from '../metadata/parseCode';
import { bindingsOf } from './evaluate/bindings';
import { findChanges } from './evaluate/changes';
import { loadVariables } from './evaluate/dotenv';
import { evaluateExports } from './evaluate/exports';
import { evaluate } from './evaluate/expressions';
import { callOwn } from './evaluate/functions';
import { resolveNearby } from './evaluate/nearby';
import type { Module, Scope, Session } from './evaluate/scope';
import { Builtin, Callable, isRecord, known, Package } from './evaluate/values';
import { type FilePlace, NotStatic, parseJson, readSmall, Unreadable } from './readValue';

const MOST_FILES = 30;
const BUILTINS = /^(node:)?(path|process|fs|url)$/;

/** The value that the file exports. Throws NotStatic; a file that can't be read or parsed is that too. */
export function evaluateFile(path: string, place: FilePlace): unknown {
  const session: Session = { place, modules: new Map(), envLoader: null, steps: 0, depth: 0 };
  try {
    return settle(loadFile(path, session));
  } catch (error) {
    // The stack is at its end, or a text is longer than any can be.
    if (error instanceof RangeError) throw new Unreadable(1, 'it is nested too deeply to be read');
    throw error;
  }
}

/** What sequelize-cli takes: the default, and the answer of a function. */
function settle({ kind, exports }: Module): unknown {
  const value =
    kind !== 'commonjs' && isRecord(exports) && 'default' in exports ? known(exports.default) : exports;
  if (!(value instanceof Callable)) return value;
  if (value.params.length > 0) throw new NotStatic(1, 'it is a function that must run');
  return callOwn(value, { given: [], line: 1 }, evaluate);
}

function load(name: string, from: Scope, line: number): Module {
  const builtin = BUILTINS.exec(name)?.[2];
  if (builtin) return { kind: 'commonjs', exports: new Builtin(builtin) };
  if (!/^(\.{0,2}\/|\.{1,2}$)/.test(name)) return { kind: 'commonjs', exports: new Package(name) };
  try {
    return loadFile(resolveNearby(name, from, line), from.session);
  } catch (error) {
    if (error instanceof NotStatic) throw new NotStatic(line, `${name}: ${error.message}`);
    throw error;
  }
}

function loadFile(path: string, session: Session): Module {
  const loaded = session.modules.get(path);
  if (loaded) return loaded;
  if (loaded === null) throw new NotStatic(1, 'files need one another in a circle');
  if (session.modules.size >= MOST_FILES) throw new NotStatic(1, 'it leads through too many files');
  session.modules.set(path, null);
  const found = evaluateModule(path, session);
  session.modules.set(path, found);
  return found;
}

function evaluateModule(path: string, session: Session): Module {
  const text = readSmall(path);
  if (extname(path) === '.json') return { kind: 'commonjs', exports: parseJson(text) };
  const parsed = parseCode(text, /\.[cm]?ts$/.test(path) ? 'ts' : 'js');
  if ('problem' in parsed) throw new Unreadable(1, parsed.syntax);
  const bindings = bindingsOf(parsed.program.body);
  const changes = findChanges(parsed.program, bindings);
  const scope: Scope = { path, session, bindings, changes, values: new Map(), parent: null, load };
  loadVariables(parsed.program, scope);
  return evaluateExports(parsed.program, changes, scope);
}
