'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    const columns = await queryInterface.describeTable('products');
    if (!columns.weight) {
      await queryInterface.addColumn('products', 'weight', { type: Sequelize.INTEGER, allowNull: true });
    }
    const tables = await queryInterface.showAllTables();
    if (!tables.includes('suppliers')) {
      await queryInterface.createTable('suppliers', { name: { type: Sequelize.STRING, primaryKey: true } });
    }
    await queryInterface.renameColumn('suppliers', 'name', 'title');
    await queryInterface.renameTable('suppliers', 'vendors');
  },

  async down(queryInterface) {
    await queryInterface.dropTable('vendors');
    await queryInterface.removeColumn('products', 'weight');
  },
};
