/**
 * Statements that do nothing where there is nothing to do: what undoes a change by hand runs on every database, and
 * on most of them nobody has made that change.
 */
import type { Piece, RevisionContent } from '../../revisions/authoring/fileChange';

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
    /^(ALTER (?:FOREIGN )?TABLE (?:ONLY )?(?:"(?:[^"]|"")*"\.?)+ DROP (?:COLUMN|CONSTRAINT)) /,
    '$1 IF EXISTS ',
  ],
  [/^(ALTER TYPE (?:"(?:[^"]|"")*"\.?)+ ADD VALUE) /, '$1 IF NOT EXISTS '],
];
const ADD_CONSTRAINT = /^(ALTER TABLE (?:ONLY )?(?:"(?:[^"]|"")*"\.?)+) ADD CONSTRAINT ("(?:[^"]|"")*") /;

export function tolerant({ up, down }: RevisionContent): RevisionContent {
  return { up: up.map(tolerantPiece), down: down.map(tolerantPiece) };
}

function tolerantPiece(piece: Piece): Piece {
  return { ...piece, statements: piece.statements.flatMap(tolerantSql) };
}

function tolerantSql(sql: string): readonly string[] {
  const added = ADD_CONSTRAINT.exec(sql);
  if (added) return [`${added[1]} DROP CONSTRAINT IF EXISTS ${added[2]}`, sql];
  const [found, instead] = FORMS.find(([pattern]) => pattern.test(sql)) ?? [];
  return [found && instead !== undefined ? sql.replace(found, instead) : sql];
}
