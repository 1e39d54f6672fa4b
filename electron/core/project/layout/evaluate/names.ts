import { lineOf } from '../../metadata/parseCode';
import { NotStatic } from '../readValue';
import { memberOf } from './members';
import type { Binding, Evaluate, Scope } from './scope';
import { Builtin, isRecord } from './values';

/** What a name leads to. */
export function evaluateName(name: string, line: number, scope: Scope, evaluate: Evaluate): unknown {
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (at.values.has(name)) return at.values.get(name);
    const binding = at.bindings.get(name);
    if (binding) return evaluateBinding(name, { binding, line, scope: at }, evaluate);
  }
  if (name === 'undefined') return undefined;
  if (name === '__dirname') return memberOf(new Builtin('import.meta'), 'dirname', scope, line);
  if (name === '__filename') return scope.path;
  if (/^(process|JSON|Object|Promise|Number|String|parseInt|require)$/.test(name)) return new Builtin(name);
  throw new NotStatic(line, `${name} is not known without running it`);
}

interface Looked {
  readonly binding: Binding;
  readonly line: number;
  /** In which it is declared. */
  readonly scope: Scope;
}

function evaluateBinding(name: string, { binding, line, scope }: Looked, evaluate: Evaluate): unknown {
  const { assigned, touched } = scope.changes;
  const value = valueOfBinding(binding, scope, evaluate);
  const isChanged = touched.has(name) && (isRecord(value) || Array.isArray(value));
  if (!assigned.has(name) && !isChanged) return value;
  throw new NotStatic(line, `${name} is changed after it is made`);
}

function valueOfBinding(binding: Binding, scope: Scope, evaluate: Evaluate): unknown {
  const line = lineOf(binding.node);
  if (binding.kind === 'value') return evaluate(binding.node, scope);
  if (binding.kind === 'part') {
    const value = memberOf(evaluate(binding.node, scope), binding.key, scope, line);
    return value === undefined && binding.fallback ? evaluate(binding.fallback, scope) : value;
  }
  const { exports, kind } = scope.load(binding.source, scope, line);
  if (binding.imported === '*' || (binding.imported === 'default' && kind === 'commonjs')) return exports;
  if (kind === 'compiled' && binding.imported === 'default') {
    throw new NotStatic(line, `Node and compilers differ in what ${binding.source} gives by default`);
  }
  return memberOf(exports, binding.imported, scope, line);
}
