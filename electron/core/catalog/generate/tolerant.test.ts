import { expect, test } from 'vitest';
import { tolerant } from './tolerant';

test.each([
  ['CREATE INDEX CONCURRENTLY a ON b (c)', ['CREATE INDEX CONCURRENTLY IF NOT EXISTS a ON b (c)']],
  ['CREATE UNIQUE INDEX a ON b (c)', ['CREATE UNIQUE INDEX IF NOT EXISTS a ON b (c)']],
  ['DROP INDEX CONCURRENTLY "a"."b"', ['DROP INDEX CONCURRENTLY IF EXISTS "a"."b"']],
  ['DROP TABLE "a"."b"', ['DROP TABLE IF EXISTS "a"."b"']],
  ['CREATE UNLOGGED TABLE "a"."b" ()', ['CREATE UNLOGGED TABLE IF NOT EXISTS "a"."b" ()']],
  [
    'ALTER TABLE "a"."b ""c" ADD COLUMN "d" int',
    ['ALTER TABLE "a"."b ""c" ADD COLUMN IF NOT EXISTS "d" int'],
  ],
  [
    'ALTER TABLE ONLY "a"."b" DROP CONSTRAINT "c"',
    ['ALTER TABLE ONLY "a"."b" DROP CONSTRAINT IF EXISTS "c"'],
  ],
  [
    'ALTER TABLE ONLY "a"."b" ADD CONSTRAINT "c" UNIQUE (d)',
    [
      `DO $do$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conname = 'c' AND conrelid = '"a"."b"'::pg_catalog.regclass) THEN
    ALTER TABLE ONLY "a"."b" ADD CONSTRAINT "c" UNIQUE (d);
  END IF;
END $do$`,
    ],
  ],
  [
    `ALTER TABLE "a'"."b" ADD CONSTRAINT "c""'" CHECK (d <> '$do$')`,
    [
      `DO $do_$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conname = 'c"''' AND conrelid = '"a''"."b"'::pg_catalog.regclass) THEN
    ALTER TABLE "a'"."b" ADD CONSTRAINT "c""'" CHECK (d <> '$do$');
  END IF;
END $do_$`,
    ],
  ],
  [
    'ALTER TABLE "a"."b" DROP CONSTRAINT IF EXISTS "c", ADD CONSTRAINT "c" CHECK (d) NOT VALID',
    ['ALTER TABLE "a"."b" DROP CONSTRAINT IF EXISTS "c", ADD CONSTRAINT "c" CHECK (d) NOT VALID'],
  ],
  [
    'ALTER TABLE "a"."b" ALTER COLUMN "c" SET NOT NULL',
    ['ALTER TABLE "a"."b" ALTER COLUMN "c" SET NOT NULL'],
  ],
])('%s', (sql, statements) => {
  const piece = { title: '', statements: [sql], leftOut: null };
  expect(tolerant({ up: [piece], down: [] }).up[0]?.statements).toEqual(statements);
});
