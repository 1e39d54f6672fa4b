import { describe, expect, test } from 'vitest';
import { prepared, shieldColons, terminated, together } from './psqlText';

describe('shieldColons', () => {
  test.each([
    ['SELECT a[1:HOST], a[lo:hi]', 'SELECT a[1: HOST], a[lo: hi]'],
    [`SELECT a[1:'2'::int], a[1:"n"]`, `SELECT a[1: '2'::int], a[1: "n"]`],
    ["SELECT 'ü', a[1:ä]", "SELECT 'ü', a[1: ä]"],
  ])('%s can’t be taken for a variable', async (sql, shielded) => {
    expect(await shieldColons(sql)).toBe(shielded);
  });

  test.each([
    "SELECT '10:30:00', E'\\':USER', U&'\\0441:USER'",
    'SELECT ":USER", 1::text, a[1 : 2]',
    "DO $do$ BEGIN x := 1; RAISE NOTICE ':USER'; y:=2; END $do$",
    "-- :USER\n/* :'HOST' /* :DBNAME */ :PORT */ SELECT 1",
    'CALL f(a := 1)',
  ])('%s stays as it is', async (sql) => {
    expect(await shieldColons(sql)).toBe(sql);
  });
});

test('a comment at the end does not take the semicolon along', () => {
  expect(terminated('SELECT 1 -- one')).toBe('SELECT 1 -- one\n;');
  expect(terminated("SELECT '--'\nFROM a")).toBe("SELECT '--'\nFROM a;");
});

test('what was one message stays one', () => {
  expect(together(['SELECT 1', 'SELECT 2 -- two', 'SELECT 3'])).toBe(
    'SELECT 1\\;\nSELECT 2 -- two\n\\;\nSELECT 3;',
  );
});

describe('prepared', () => {
  test('bind parameters become a prepared statement’s', async () => {
    expect(await prepared({ sql: 'INSERT INTO a VALUES ($1, $2)', values: ["'x'", 'NULL'] }, 3, 'a.js')).toBe(
      "PREPARE lockstep_3 AS\nINSERT INTO a VALUES ($1, $2);\nEXECUTE lockstep_3('x', NULL);\nDEALLOCATE lockstep_3;",
    );
  });

  test('a statement that can’t be prepared is refused by name', async () => {
    const making = prepared({ sql: 'CREATE TABLE t AS SELECT $1::int', values: ["'1'"] }, 1, 'a.js');
    await expect(making).rejects.toThrow(/a\.js sends a statement with bind parameters.*CREATE TABLE t/);
  });
});
