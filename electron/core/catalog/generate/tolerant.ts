/**
 * Statements that do nothing where there is nothing to do: what undoes a change by hand runs on every database, and
 * on most of them nobody has made that change.
 */
import type { Piece, RevisionContent } from '../../revisions/authoring/fileChange';
import { quoteLiteral } from '../../sql/quote';
import type { Contents } from './revisionsOf';

const FORMS: readonly (readonly [found: RegExp, instead: string])[] = [
  [/^CREATE ((?:UNIQUE )?INDEX(?: CONCURRENTLY)?) (?!IF )/, 'CREATE $1 IF NOT EXISTS '],
  [
    /^CREATE ((?:UNLOGGED |FOREIGN )?TABLE|(?:UNLOGGED )?SEQUENCE|SCHEMA|EXTENSION|MATERIALIZED VIEW) /,
    'CREATE $1 IF NOT EXISTS ',
  ],
  [/^CREATE (VIEW|TRIGGER|RULE) /, 'CREATE OR REPLACE $1 '],
  [
    /^DROP (INDEX CONCURRENTLY|MATERIALIZED VIEW|FOREIGN TABLE|EVENT TRIGGER|FOREIGN DATA WRAPPER|[A-Z]+) /,
    'DROP $1 IF EXISTS ',
  ],
  [/^(ALTER (?:FOREIGN )?TABLE (?:ONLY )?(?:"(?:[^"]|"")*"\.?)+ ADD COLUMN) /, '$1 IF NOT EXISTS '],
  [
    /^(ALTER (?:FOREIGN )?TABLE (?:ONLY )?(?:"(?:[^"]|"")*"\.?)+ DROP (?:COLUMN|CONSTRAINT)) (?!IF )/,
    '$1 IF EXISTS ',
  ],
  [/^(ALTER TYPE (?:"(?:[^"]|"")*"\.?)+ ADD VALUE) /, '$1 IF NOT EXISTS '],
];
const ADD_CONSTRAINT = /^(ALTER TABLE (?:ONLY )?(?:"(?:[^"]|"")*"\.?)+) ADD CONSTRAINT ("(?:[^"]|"")*") /;

export function tolerant({ up, down, ...rest }: RevisionContent): RevisionContent {
  return { up: up.map(tolerantPiece), down: down.map(tolerantPiece), ...rest };
}

/** Of all revisions that are generated together. */
export function allTolerant<T extends Contents>(generated: T): T {
  const { first, inside, last, outside } = generated;
  const each = (content: RevisionContent | null) => content && tolerant(content);
  return { ...generated, first: each(first), inside: each(inside), last: each(last), outside: each(outside) };
}

function tolerantPiece(piece: Piece): Piece {
  return { ...piece, statements: piece.statements.flatMap(tolerantSql) };
}

function tolerantSql(sql: string): readonly string[] {
  const added = ADD_CONSTRAINT.exec(sql);
  if (added) return [unlessThere(sql, added)];
  const [found, instead] = FORMS.find(([pattern]) => pattern.test(sql)) ?? [];
  return [found && instead !== undefined ? sql.replace(found, instead) : sql];
}

/** Dropped and added it would be proven again, under a lock that stops everybody; and a key may be referred to. */
function unlessThere(sql: string, [, alter = '', constraint = '']: RegExpExecArray): string {
  const table = quoteLiteral(alter.replace(/^ALTER TABLE (ONLY )?/, ''));
  const name = quoteLiteral(constraint.slice(1, -1).replaceAll('""', '"'));
  const body = `BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conname = ${name} AND conrelid = ${table}::pg_catalog.regclass) THEN
    ${sql};
  END IF;
END`;
  const tag = freeTag(body);
  return `DO ${tag} ${body} ${tag}`;
}

function freeTag(body: string): string {
  let tag = '$do$';
  while (body.includes(tag)) tag = tag.replace('$do', '$do_');
  return tag;
}
