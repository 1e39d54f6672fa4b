'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('stock', 'state', {
      type: Sequelize.ENUM('fresh', 'old'),
      defaultValue: 'fresh',
    });
    await queryInterface.sequelize.query(`ALTER TYPE "enum_stock_state" ADD VALUE IF NOT EXISTS 'spoiled' BEFORE 'old'`);
  },
  async down(queryInterface) {
    await queryInterface.removeColumn('stock', 'state');
    await queryInterface.sequelize.query('DROP TYPE "enum_stock_state"');
  },
};
