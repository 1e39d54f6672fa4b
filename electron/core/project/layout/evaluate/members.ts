/** What is behind a dot: of values of the file, and of what Node gives. */
import { dirname, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NotStatic } from '../readValue';
import type { Scope } from './scope';
import { Builtin, isRecord, known, Package } from './values';

/** undefined where there is none of that name. */
export function memberOf(object: unknown, key: string, scope: Scope, line: number): unknown {
  if (object instanceof Builtin) return memberOfBuiltin(object, key, scope, line);
  if (object instanceof Package) {
    return key === 'default' ? object : new Package(object.name, `${object.member}.${key}`);
  }
  if (isRecord(object) && !(key in Object.prototype)) return known(object[key]);
  if (Array.isArray(object) && /^\d+$/.test(key)) return known(object[Number(key)]);
  if ((Array.isArray(object) || typeof object === 'string') && key === 'length') return object.length;
  throw new NotStatic(line, `${key} is not known without running it`);
}

function memberOfBuiltin({ name }: Builtin, key: string, scope: Scope, line: number): unknown {
  if (key === 'default') return new Builtin(name);
  if (name === 'process.env') return variableOf(key, scope, line);
  const inner = `${name}.${key}`;
  if (inner === 'process.env') return new Builtin(inner);
  if (inner === 'path.sep') return sep;
  if (inner === 'import.meta.dirname') return dirname(scope.path);
  if (inner === 'import.meta.filename') return scope.path;
  if (inner === 'import.meta.url') return pathToFileURL(scope.path).href;
  // It may be called: see calls.ts for what is known of its answer.
  return new Builtin(inner);
}

function variableOf(key: string, { session, changes }: Scope, line: number): unknown {
  if (changes.variables.has(key) || changes.variables.has('*')) {
    throw new NotStatic(line, `the file sets ${key} itself`);
  }
  const value = session.place.env[key];
  if (value === undefined && session.envLoader !== null) {
    throw new NotStatic(line, `${key} is not set, unless ${session.envLoader} sets it`);
  }
  return value;
}
