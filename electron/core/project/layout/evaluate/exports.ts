/** What the statements of a file export. */
import type { Node, Program, Statement } from '@babel/types';
import { lineOf } from '../../metadata/parseCode';
import { NotStatic } from '../readValue';
import { keyName } from './bindings';
import type { FoundChanges } from './changes';
import { evaluate } from './expressions';
import { memberOf } from './members';
import type { Module, Scope } from './scope';
import { isRecord } from './values';

/** module.exports as a whole, or one name of what is exported. */
type Exported = { readonly name: string | null; readonly value: unknown };

export function evaluateExports(program: Program, changes: FoundChanges, scope: Scope): Module {
  const handled = new Set<Node>();
  const found = program.body.flatMap((statement) => exportedBy(statement, scope, handled));
  const other = changes.ofExports.find((node) => !handled.has(node));
  if (other) throw new NotStatic(lineOf(other), 'what it exports is changed there');
  if (found.length === 0) throw new NotStatic(1, 'it exports nothing that can be read');
  return { kind: kindOf(program), exports: found.reduce(addExported, {}) };
}

function addExported(all: unknown, { name, value }: Exported): unknown {
  if (name === null) return value;
  if (!isRecord(all)) throw new NotStatic(1, 'what it exports can’t hold other things');
  return { ...all, [name]: value };
}

function exportedBy(statement: Statement, scope: Scope, handled: Set<Node>): readonly Exported[] {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      return [{ name: 'default', value: evaluate(statement.declaration, scope) }];
    case 'TSExportAssignment':
      return [{ name: null, value: evaluate(statement.expression, scope) }];
    case 'ExportAllDeclaration':
      throw new NotStatic(lineOf(statement), 'it exports what another file does');
    case 'ExportNamedDeclaration':
      return exportedNames(statement, scope);
    case 'ExpressionStatement':
      return assigned(statement.expression, scope, handled);
    default:
      return [];
  }
}

function exportedNames(
  { declaration, specifiers, source }: Extract<Statement, { type: 'ExportNamedDeclaration' }>,
  scope: Scope,
): readonly Exported[] {
  const names = declaration?.type === 'VariableDeclaration' ? declaration.declarations : [];
  const declared = names.flatMap(({ id }) =>
    id.type === 'Identifier' ? [{ name: id.name, value: evaluate(id, scope) }] : [],
  );
  const from = source ? scope.load(source.value, scope, lineOf(source)) : null;
  const listed = specifiers.flatMap((each) => {
    if (each.type !== 'ExportSpecifier')
      throw new NotStatic(lineOf(each), 'it exports what another file does');
    const { local, exported } = each;
    const value = from ? memberOf(from.exports, local.name, scope, lineOf(each)) : evaluate(local, scope);
    return [{ name: keyName(exported) ?? '', value }];
  });
  return [...declared, ...listed];
}

/** `module.exports = exports = …`, `exports.x = …` and `module.exports.x = …`. */
function assigned(node: Node, scope: Scope, handled: Set<Node>): readonly Exported[] {
  const targets: (string | null)[] = [];
  let value = node;
  while (value.type === 'AssignmentExpression' && value.operator === '=') {
    const target = exportedName(value.left);
    if (target !== undefined) {
      handled.add(value);
      targets.push(target);
    }
    value = value.right;
  }
  if (targets.length === 0) return [];
  const evaluated = evaluate(value, scope);
  // `exports = …` alone exports nothing; with module.exports in the same breath it adds nothing.
  const names = [...new Set(targets)].filter((name) => name !== ALONE);
  return names.map((name) => ({ name, value: evaluated }));
}

const ALONE = '';

/** null: module.exports itself; undefined: something else. */
function exportedName(node: Node): string | null | undefined {
  if (node.type === 'Identifier' && node.name === 'exports') return ALONE;
  if (node.type !== 'MemberExpression') return undefined;
  if (node.computed && node.property.type !== 'StringLiteral') return undefined;
  const { object, property } = node;
  const name = keyName(property) ?? undefined;
  if (object.type !== 'Identifier') return exportedName(object) === null ? name : undefined;
  if (object.name === 'module') return name === 'exports' ? null : undefined;
  return object.name === 'exports' ? name : undefined;
}

function kindOf({ sourceType, body }: Program): Module['kind'] {
  if (sourceType === 'module') return 'module';
  return body.some(marksModule) ? 'compiled' : 'commonjs';
}

/** As compilers do with what was written as a module. */
function marksModule(statement: Statement): boolean {
  const { type } = statement;
  if (type !== 'ExpressionStatement') return false;
  const { expression } = statement;
  if (expression.type === 'AssignmentExpression') return exportedName(expression.left) === '__esModule';
  const key = expression.type === 'CallExpression' ? expression.arguments[1] : null;
  return key?.type === 'StringLiteral' && key.value === '__esModule';
}
