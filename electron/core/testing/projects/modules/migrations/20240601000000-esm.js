import { readFileSync } from 'node:fs';

const { name } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export async function up(queryInterface, Sequelize) {
  await queryInterface.createTable(name, { id: { type: Sequelize.INTEGER, primaryKey: true } });
}

export async function down(queryInterface) {
  await queryInterface.dropTable(name);
}
