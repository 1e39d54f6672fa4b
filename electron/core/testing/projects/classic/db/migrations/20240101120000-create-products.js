'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('products', {
      id: { allowNull: false, autoIncrement: true, primaryKey: true, type: Sequelize.INTEGER },
      sku: { type: Sequelize.STRING, allowNull: false, unique: true },
      name: { type: Sequelize.STRING(120) },
      price: { type: Sequelize.DECIMAL(10, 2), defaultValue: 0 },
      tags: { type: Sequelize.ARRAY(Sequelize.TEXT), defaultValue: [] },
      details: { type: Sequelize.JSONB, comment: "what the shop's page shows" },
      created_at: { allowNull: false, type: Sequelize.DATE, defaultValue: Sequelize.fn('now') },
      updated_at: { allowNull: false, type: Sequelize.DATE },
    });
    await queryInterface.addIndex('products', ['price', { name: 'name', order: 'DESC' }], { name: 'by_price' });
  },

  async down(queryInterface) {
    await queryInterface.dropTable('products');
  },
};
