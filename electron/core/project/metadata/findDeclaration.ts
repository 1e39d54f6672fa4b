/** Where a JavaScript or TypeScript file exports its `lockstep`: all the forms in which that is written. */
import type { Node, ObjectExpression, ObjectProperty, Statement } from '@babel/types';
import { resolveObject, withoutTypes } from './evaluate';
import {
  assignmentOf,
  chain,
  findMention,
  isDefineProperty,
  isKey,
  isMemberOfExports,
  isWhole,
  nameOf,
} from './exportForms';
import { lineOf, type ParsedCode } from './parseCode';

/** An exported `lockstep`, before it is known to be an object. */
export interface Declaration {
  readonly value: Node;
  /** What to take away to have it gone; null: it is shared with something else. */
  readonly holder:
    | { readonly kind: 'statement'; readonly statement: Statement }
    | { readonly kind: 'property'; readonly object: ObjectExpression; readonly property: ObjectProperty }
    | null;
}

export interface Found {
  readonly declarations: readonly Declaration[];
  readonly problems: readonly string[];
}

const NOTHING: Found = { declarations: [], problems: [] };

export function findDeclarations(code: ParsedCode): Found {
  const found = code.program.body.map((statement) => inStatement(statement, code));
  const declarations = found.flatMap((each) => each.declarations);
  const problems = found.flatMap((each) => each.problems);
  if (declarations.length + problems.length > 0) return { declarations, problems };
  return notExported(code);
}

/** The object literal that the file exports as a whole; null where there is none. */
export function findExportedObject({ program, consts }: ParsedCode): ObjectExpression | null {
  const whole = program.body.flatMap((statement) => {
    if (statement.type === 'TSExportAssignment') return [statement.expression];
    const assigned = assignmentOf(statement);
    return assigned && chain(assigned).targets.some(isWhole) ? [chain(assigned).value] : [];
  });
  const [only, ...others] = whole;
  return only && others.length === 0 ? resolveObject(only, consts) : null;
}

function inStatement(statement: Statement, code: ParsedCode): Found {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return inNamedExport(statement);
    case 'ExportDefaultDeclaration':
      return inWhole(statement.declaration, code);
    case 'TSExportAssignment':
      return inWhole(statement.expression, code);
    case 'ExpressionStatement':
      return isDefineProperty(statement.expression)
        ? refused(statement, 'Object.defineProperty')
        : inAssignment(statement, code);
    default:
      return inAssignment(statement, code);
  }
}

function inNamedExport(statement: Extract<Statement, { type: 'ExportNamedDeclaration' }>): Found {
  const { declaration, specifiers, source } = statement;
  if (declaration?.type === 'VariableDeclaration') {
    const own = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === 'lockstep');
    if (!own) return NOTHING;
    if (declaration.kind !== 'const' || !own.init) return refused(own, `“${declaration.kind}”`);
    const isAlone = declaration.declarations.length === 1;
    return one({ value: own.init, holder: isAlone ? { kind: 'statement', statement } : null });
  }
  const specifier = specifiers.find(
    (each) => each.type === 'ExportSpecifier' && nameOf(each.exported) === 'lockstep',
  );
  if (specifier?.type !== 'ExportSpecifier') return NOTHING;
  return source
    ? refused(specifier, 'an export from another file')
    : one({ value: specifier.local, holder: null });
}

/** `exports.lockstep = …`, `module.exports = …`, and chains of such assignments. */
function inAssignment(statement: Statement, code: ParsedCode): Found {
  const assigned = assignmentOf(statement);
  if (!assigned) return NOTHING;
  const { targets, value } = chain(assigned);
  if (targets.some((target) => isWhole(target) || isMemberOfExports(target, 'default')))
    return inWhole(value, code);
  const isOwn = targets.some((target) => isMemberOfExports(target, 'lockstep'));
  // Compilers write `exports.lockstep = void 0` first.
  if (!isOwn || value.type === 'UnaryExpression') return NOTHING;
  const isAlone = targets.length === 1 && statement.type === 'ExpressionStatement';
  return one({ value, holder: isAlone ? { kind: 'statement', statement } : null });
}

/** A value that is everything which the file exports. */
function inWhole(value: Node, { consts }: ParsedCode): Found {
  const object = resolveObject(value, consts);
  const property = object?.properties.find((each) => each.type !== 'SpreadElement' && isKey(each));
  if (object && property?.type === 'ObjectProperty')
    return one({ value: property.value, holder: { kind: 'property', object, property } });
  if (property) return refused(property, 'a function');
  const unknown = object ? object.properties.filter(({ type }) => type === 'SpreadElement') : [value];
  const mention = unknown.map(findMention).find((each) => each !== null);
  return mention ? refused(mention, 'an expression') : NOTHING;
}

function notExported({ consts }: ParsedCode): Found {
  const declared = consts.get('lockstep');
  const object = declared && withoutTypes(declared);
  if (object?.type !== 'ObjectExpression') return NOTHING;
  const problem = `Line ${lineOf(object)}: lockstep is declared but not exported; write “export const lockstep”, or “module.exports.lockstep = lockstep”.`;
  return { declarations: [], problems: [problem] };
}

function one(declaration: Declaration): Found {
  return { declarations: [declaration], problems: [] };
}

function refused(node: Node, what: string): Found {
  const instead = 'write “export const lockstep = { … }” or “module.exports.lockstep = { … }”';
  const problem = `Line ${lineOf(node)}: lockstep is ${what}, which can’t be read without running the file; ${instead}.`;
  return { declarations: [], problems: [problem] };
}
