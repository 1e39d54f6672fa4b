/** Where a name of a file leads, and what the reading of all its files shares. */
import type { Node } from '@babel/types';
import type { FilePlace } from '../readValue';

export type Binding =
  | { readonly kind: 'value'; readonly node: Node }
  /** `const { key = fallback } = node`. */
  | { readonly kind: 'part'; readonly node: Node; readonly key: string; readonly fallback: Node | null }
  /** `imported` is a name, or default, or * for all of it. */
  | { readonly kind: 'import'; readonly source: string; readonly imported: string; readonly node: Node };

export type Bindings = ReadonlyMap<string, Binding>;

/** What a file does to values after they are made: they are not what their making says. */
export interface Changes {
  /** Names that are given another value. */
  readonly assigned: ReadonlySet<string>;
  /** Names whose object is changed, or handed to somebody who might. */
  readonly touched: ReadonlySet<string>;
  /** Variables of process.env that it sets. */
  readonly variables: ReadonlySet<string>;
}

/** Shared by all files of one reading. */
export interface Session {
  readonly place: FilePlace;
  readonly modules: Map<string, Module | null>;
  /** A package that sets variables in ways of its own has been loaded. */
  envLoader: string | null;
  /** Steps of evaluation so far, and how deep it is in them: a file may ask for any number. */
  steps: number;
  depth: number;
}

export interface Module {
  /** Written with import and export; made by a compiler out of such a file; or neither. */
  readonly kind: 'module' | 'compiled' | 'commonjs';
  /** module.exports, or an object of all that is exported. */
  readonly exports: unknown;
}

export interface Scope {
  readonly path: string;
  readonly session: Session;
  readonly bindings: Bindings;
  readonly changes: Changes;
  /** Parameters of a function that is being called. */
  readonly values: ReadonlyMap<string, unknown>;
  /** The one around it; null for a file's own. */
  readonly parent: Scope | null;
  /** The module that `require` or `import` would give. */
  readonly load: (name: string, from: Scope, line: number) => Module;
}

/** Handed to what evaluates the parts of an expression. */
export type Evaluate = (node: Node, scope: Scope) => unknown;

/** With the scope that it is declared in; null where the name is a parameter, or not declared. */
export function findBinding(
  name: string,
  scope: Scope,
): { readonly binding: Binding; readonly scope: Scope } | null {
  for (let at: Scope | null = scope; at && !at.values.has(name); at = at.parent) {
    const binding = at.bindings.get(name);
    if (binding) return { binding, scope: at };
  }
  return null;
}
