/**
 * What captured SQL consists of and does, by PostgreSQL's own parser. Whatever can't be told counts as an
 * effect: leaving a statement out of a script must be right, keeping one is.
 */
import { parse } from 'libpg-query';
import type { ServerKnowledge } from './serverKnowledge.sql';
import { gatherFacts, type SyntaxFacts } from './syntaxFacts';

export interface ReadStatement {
  /** Without the semicolon. */
  readonly sql: string;
  /** Catalog and rows: nothing but a read of system catalogs, or of the rows of the user's tables. */
  readonly does: 'effect' | 'reads-catalog' | 'reads-rows';
  /** Relations of the user's whose rows it answers with. */
  readonly readsFrom: readonly string[];
  /** It changes rows and answers with them. */
  readonly answers: boolean;
  /** The savepoint that it makes, releases or goes back to. */
  readonly savepoint: string | null;
  /** It may have changed settings of the session. */
  readonly sets: 'nothing' | 'settings' | 'role';
  /** The index that it builds concurrently, where it names it. */
  readonly buildsConcurrently: { readonly schema: string | null; readonly name: string } | null;
  readonly isConcurrent: boolean;
}

/** A text of one or several statements; the whole text as one where the parser does not understand it. */
export async function readStatements(
  text: string,
  server: ServerKnowledge,
): Promise<readonly ReadStatement[]> {
  const parsed = await parse(text).catch(() => null);
  if (!parsed) return [opaque(text.trim())];
  // The parser counts bytes of UTF-8.
  const bytes = Buffer.from(text, 'utf8');
  return (parsed.stmts ?? []).map(({ stmt, stmt_location: from = 0, stmt_len: length }) => {
    const sql = bytes.subarray(from, length ? from + length : bytes.length).toString('utf8');
    return describe(sql.trim(), gatherFacts(stmt), server);
  });
}

function describe(sql: string, facts: SyntaxFacts, server: ServerKnowledge): ReadStatement {
  const readsFrom = facts.isQuery ? userRelations(facts, server) : [];
  const isPure =
    facts.isQuery && !facts.changes && facts.functions.every((each) => isPureFunction(each, server));
  return {
    sql,
    does: !isPure ? 'effect' : readsFrom.length > 0 ? 'reads-rows' : 'reads-catalog',
    readsFrom,
    answers: facts.returns,
    savepoint: facts.savepoint,
    sets: whatItSets(sql, facts),
    buildsConcurrently: facts.buildsConcurrently,
    isConcurrent: /\bconcurrently\b/i.test(sql),
  };
}

function opaque(sql: string): ReadStatement {
  return {
    sql,
    does: 'effect',
    readsFrom: [],
    answers: false,
    savepoint: null,
    sets: setsByText(sql),
    buildsConcurrently: null,
    isConcurrent: /\bconcurrently\b/i.test(sql),
  };
}

function isPureFunction(name: readonly string[], { pureFunctions }: ServerKnowledge): boolean {
  const [last = ''] = name.slice(-1);
  return pureFunctions.has(last) && (name.length === 1 || name[0] === 'pg_catalog');
}

/** Statistics and sequences are rows too, though they come out of the catalog. */
const TELLS_OF_ROWS = /^pg_(stat_|sequences$)/;

function userRelations({ relations, withNames }: SyntaxFacts, server: ServerKnowledge): readonly string[] {
  const found = relations.filter(({ schema, name }) => {
    if (TELLS_OF_ROWS.test(name)) return true;
    if (schema !== null) return schema !== 'pg_catalog' && schema !== 'information_schema';
    return !withNames.has(name) && !server.catalogRelations.has(name);
  });
  return [...new Set(found.map(({ schema, name }) => (schema === null ? name : `${schema}.${name}`)))];
}

const ROLE = /\b(role|session\s+authorization)\b/i;

function whatItSets(sql: string, { kind, isLocal, setting }: SyntaxFacts): ReadStatement['sets'] {
  if (kind === 'VariableSetStmt') {
    if (setting === 'role' || setting === 'session_authorization') return 'role';
    return isLocal ? 'nothing' : 'settings';
  }
  if (kind === 'DiscardStmt') return 'settings';
  if (kind === 'DoStmt' || kind === 'CallStmt' || kind === 'SelectStmt') return setsByText(sql);
  return /\bset_config\b/i.test(sql) && !kind.startsWith('Create') ? 'settings' : 'nothing';
}

function setsByText(sql: string): ReadStatement['sets'] {
  if (!/\b(set|reset|set_config|discard)\b/i.test(sql)) return 'nothing';
  return ROLE.test(sql) ? 'role' : 'settings';
}
