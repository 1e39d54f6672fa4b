/** A project of many small revisions, as JavaScript for the runners and as one script for psql. */
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Answers with the script's path. */
export async function writeBenchProject(at: string, packages: string, count: number): Promise<string> {
  await mkdir(join(at, 'migrations'), { recursive: true });
  await symlink(packages, join(at, 'node_modules'), 'dir');
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  for (const number of numbers) {
    await writeFile(join(at, 'migrations', fileName(number)), revisionText(tableName(number)));
  }
  const script = join(at, 'all.sql');
  await writeFile(script, `${LEDGER_SQL}\n${numbers.map(revisionSql).join('\n')}\n`);
  return script;
}

function fileName(number: number): string {
  return `${20260101000000 + number}-create-${tableName(number)}.js`;
}

function tableName(number: number): string {
  return `t${String(number).padStart(4, '0')}`;
}

function revisionText(table: string): string {
  return `'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('${table}', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: Sequelize.STRING(50), allowNull: false },
      email: Sequelize.STRING(100),
      price: Sequelize.DECIMAL(10, 2),
      created_at: { type: Sequelize.DATE, allowNull: false },
    });
    await queryInterface.addIndex('${table}', ['email']);
  },
  async down(queryInterface) {
    await queryInterface.dropTable('${table}');
  },
};
`;
}

const LEDGER_SQL = 'CREATE TABLE "SequelizeMeta" (name varchar(255) NOT NULL UNIQUE, PRIMARY KEY (name));';

/** What Sequelize sends for it, in one transaction with the ledger's row. */
function revisionSql(number: number): string {
  const table = tableName(number);
  return `BEGIN;
CREATE TABLE IF NOT EXISTS "${table}" ("id" SERIAL , "name" VARCHAR(50) NOT NULL, "email" VARCHAR(100), "price" DECIMAL(10,2), "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, PRIMARY KEY ("id"));
CREATE INDEX "${table}_email" ON "${table}" ("email");
INSERT INTO "SequelizeMeta" (name) VALUES ('${fileName(number)}');
COMMIT;`;
}
