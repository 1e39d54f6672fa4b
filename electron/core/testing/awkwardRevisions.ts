/** Revisions in the habits of real projects, each complete in itself, around a text that is hard to quote. */
import { quoteIdent, quoteLiteral } from '../sql/quote';
import { revision } from './testProject';

export interface Awkward {
  /** Makes names of its tables its own. */
  readonly number: number;
  /** Any but NUL. */
  readonly text: string;
}

type Texts = Readonly<Record<string, string>>;

/** Name of the habit to the files of one revision. */
export const AWKWARD: Readonly<Record<string, (awkward: Awkward) => Texts>> = {
  bulkInsert: (awkward) =>
    js(
      awkward,
      `await queryInterface.createTable(t, { id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
         body: { type: Sequelize.TEXT, comment: text }, kind: Sequelize.ENUM('a', "it's") });
       await queryInterface.bulkInsert(t, [{ body: text, kind: 'a' }, { body: null, kind: null }]);`,
      `await queryInterface.dropTable(t); await query('DROP TYPE "enum_' + t + '_kind"');`,
    ),
  binds: (awkward) =>
    js(
      awkward,
      `await query('CREATE TABLE ' + t + ' (a text, b jsonb, c text[], d bytea, e timestamptz, f int, g bool, h float8[])');
       await query('INSERT INTO ' + t + ' VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', { bind: [text, { text, list: [1, null] },
         [text, null, 'x,"y"'], Buffer.from(text), new Date(1e12), null, true, [1.5, null]] });
       await query('UPDATE ' + t + ' SET a = a || $1::text WHERE f IS NULL', { bind: [text] });`,
      `await query('DROP TABLE ' + t);`,
    ),
  savepoints: (awkward) =>
    js(
      awkward,
      `await sequelize.transaction(async (transaction) => {
         await query('CREATE TABLE ' + t + ' (a int UNIQUE)', { transaction });
         await query('INSERT INTO ' + t + ' VALUES (1)', { transaction });
       });
       await sequelize.transaction(async (transaction) => {
         await query('INSERT INTO ' + t + ' VALUES (2)', { transaction });
         await query('INSERT INTO ' + t + ' VALUES (1)', { transaction });
       }).catch(() => undefined);
       await Promise.all([3, 4].map((a) => query('INSERT INTO ' + t + ' VALUES (' + a + ')')));`,
      `await query('DROP TABLE ' + t);`,
    ),
  enums: (awkward) =>
    js(
      awkward,
      `const label = sequelize.escape([...text].slice(0, 10).join('') + 'x');
       await query('CREATE TYPE ' + t + ' AS ENUM (' + label + ')');
       await query('ALTER TYPE ' + t + " ADD VALUE 'new' BEFORE " + label);`,
      `await query('DROP TYPE ' + t);`,
    ),
  settings: (awkward) =>
    js(
      awkward,
      `await query('CREATE SCHEMA s' + t + '; SET search_path TO s' + t);
       await query('CREATE TABLE inner_one (a int)');
       await query("SELECT set_config('lockstep.text', " + sequelize.escape(text) + ", false)");
       await query("CREATE TABLE public." + t + " AS SELECT current_setting('lockstep.text') AS a");`,
      `await query('DROP TABLE ' + t + '; DROP SCHEMA s' + t + ' CASCADE');`,
    ),
  concurrently: (awkward) =>
    js(
      awkward,
      `await query('CREATE TABLE IF NOT EXISTS ' + t + ' (a int); INSERT INTO ' + t + ' VALUES (1)');
       await queryInterface.addIndex(t, ['a'], { concurrently: true, name: t + ' by a' });`,
      `await query('DROP INDEX CONCURRENTLY "' + t + ' by a"'); await query('DROP TABLE ' + t);`,
      'module.exports.lockstep = { transaction: false };',
    ),
  script: ({ number, text }) => {
    const table = quoteIdent(`t${number}`);
    const body = `$body_${number}$\nBEGIN\n  -- ${text.replaceAll(/[\r\n]/g, ' ')}\n  NEW.a := ${quoteLiteral(text)}; RETURN NEW;\nEND $body_${number}$`;
    return {
      [`${prefix(number)}.sql`]: `/* ; \\x :USER */ CREATE TABLE ${table} (a text, b int[]);
-- it's :'HOST' ; \\quit
CREATE FUNCTION ${table}() RETURNS trigger LANGUAGE plpgsql AS ${body};
CREATE TRIGGER keep BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION ${table}();
INSERT INTO ${table} SELECT 'x', (ARRAY[1, 2, 3])[lo:hi] FROM (SELECT 1 AS lo, 2 AS hi) bounds; -- the end
DO 'BEGIN PERFORM 1; END';
COMMENT ON TABLE ${table} IS ${quoteLiteral(text)}`,
      [`${prefix(number)}.down.sql`]: `DROP TABLE ${table};\nDROP FUNCTION ${table}();\n`,
    };
  },
};

function js({ number, text }: Awkward, up: string, down: string, head = ''): Texts {
  const names = `const t = 't${number}'; const text = ${JSON.stringify(text)};`;
  return { [`${prefix(number)}.js`]: revision(names + up, names + down, head) };
}

function prefix(number: number): string {
  return `2026${String(number).padStart(10, '0')}-r${number}`;
}
