/** Walks the parser's tree of one statement and gathers what decides about it. */

export interface SyntaxFacts {
  /** The tree's own word, such as SelectStmt. */
  readonly kind: string;
  /** Answers with rows and is no more than that by its outermost form. */
  readonly isQuery: boolean;
  /** Somewhere in it rows are changed or locked, or a table is made. */
  readonly changes: boolean;
  /** It has RETURNING. */
  readonly returns: boolean;
  /** Each as its parts: ["pg_catalog", "now"]. */
  readonly functions: readonly (readonly string[])[];
  readonly relations: readonly { readonly schema: string | null; readonly name: string }[];
  /** What WITH names. */
  readonly withNames: ReadonlySet<string>;
  /** SET LOCAL. */
  readonly isLocal: boolean;
  /** What SET sets. */
  readonly setting: string | null;
  readonly savepoint: string | null;
  readonly buildsConcurrently: { readonly schema: string | null; readonly name: string } | null;
}

type Node = Readonly<Record<string, unknown>>;

const CHANGES = [
  ...['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt', 'intoClause', 'lockingClause'],
  // What EXPLAIN ANALYZE may run besides.
  ...['CreateTableAsStmt', 'ExecuteStmt', 'RefreshMatViewStmt', 'DeclareCursorStmt'],
];
const QUERIES = new Set(['SelectStmt', 'VariableShowStmt', 'ExplainStmt']);

export function gatherFacts(statement: unknown): SyntaxFacts {
  const [kind = '', root] = Object.entries(asNode(statement))[0] ?? [];
  const facts = {
    functions: [] as (readonly string[])[],
    relations: [] as { schema: string | null; name: string }[],
    withNames: new Set<string>(),
    words: new Set<string>(),
  };
  walk(statement, facts);
  const node = asNode(root);
  return {
    kind,
    isQuery: QUERIES.has(kind),
    changes: CHANGES.some((word) => facts.words.has(word)),
    returns: facts.words.has('returningClause'),
    functions: facts.functions,
    relations: facts.relations,
    withNames: facts.withNames,
    isLocal: node.is_local === true,
    setting: textOf(node.name),
    savepoint: textOf(node.savepoint_name),
    buildsConcurrently: kind === 'IndexStmt' && node.concurrent === true ? indexOf(node) : null,
  };
}

interface Gathered {
  readonly functions: (readonly string[])[];
  readonly relations: { schema: string | null; name: string }[];
  readonly withNames: Set<string>;
  readonly words: Set<string>;
}

function walk(value: unknown, gathered: Gathered): void {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, gathered);
    return;
  }
  for (const [word, child] of Object.entries(asNode(value))) {
    gathered.words.add(word);
    if (word === 'FuncCall') gathered.functions.push(namesOf(asNode(child).funcname));
    if (word === 'RangeVar') gathered.relations.push(relationOf(asNode(child)));
    if (word === 'CommonTableExpr') gathered.withNames.add(textOf(asNode(child).ctename) ?? '');
    walk(child, gathered);
  }
}

function relationOf({ schemaname, relname }: Node) {
  return { schema: textOf(schemaname), name: textOf(relname) ?? '' };
}

function indexOf(node: Node): SyntaxFacts['buildsConcurrently'] {
  const name = textOf(node.idxname);
  return name === null ? null : { schema: relationOf(asNode(node.relation)).schema, name };
}

function namesOf(list: unknown): readonly string[] {
  if (!Array.isArray(list)) return [];
  return list.map((each) => textOf(asNode(asNode(each).String).sval) ?? '');
}

function asNode(value: unknown): Node {
  return typeof value === 'object' && value !== null ? (value as Node) : {};
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
