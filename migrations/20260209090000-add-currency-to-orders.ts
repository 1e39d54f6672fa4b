import type { QueryInterface } from 'sequelize';

type SequelizeModule = typeof import('sequelize');

export async function up(queryInterface: QueryInterface, Sequelize: SequelizeModule): Promise<void> {
  await queryInterface.addColumn('orders', 'currency', {
    type: Sequelize.DataTypes.STRING(3),
    allowNull: false,
    defaultValue: 'EUR',
  });
}

export async function down(queryInterface: QueryInterface): Promise<void> {
  await queryInterface.removeColumn('orders', 'currency');
}
