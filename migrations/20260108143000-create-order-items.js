'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'order_items',
        {
          id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
          order_id: {
            type: Sequelize.INTEGER,
            allowNull: false,
            references: { model: 'orders', key: 'id' },
            onUpdate: 'CASCADE',
            onDelete: 'CASCADE',
          },
          // No foreign key yet: the catalogue is still being imported.
          product_id: { type: Sequelize.INTEGER, allowNull: false },
          quantity: { type: Sequelize.INTEGER, allowNull: false, defaultValue: 1 },
          unit_price: { type: Sequelize.DECIMAL(10, 2), allowNull: false },
        },
        { transaction },
      );
      await queryInterface.sequelize.query(
        'ALTER TABLE order_items ADD CONSTRAINT order_items_quantity_check CHECK (quantity > 0)',
        { transaction },
      );
    });
  },

  async down(queryInterface) {
    await queryInterface.dropTable('order_items');
  },
};
