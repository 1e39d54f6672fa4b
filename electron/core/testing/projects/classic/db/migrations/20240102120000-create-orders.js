'use strict';

module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface
      .createTable('orders', {
        id: { type: Sequelize.UUID, primaryKey: true, defaultValue: Sequelize.literal('gen_random_uuid()') },
        product_id: {
          type: Sequelize.INTEGER,
          references: { model: 'products', key: 'id' },
          onUpdate: 'CASCADE',
          onDelete: 'SET NULL',
        },
        status: { type: Sequelize.ENUM('new', 'paid', 'sent'), allowNull: false, defaultValue: 'new' },
        placed_on: Sequelize.DATEONLY,
      })
      .then(() => queryInterface.addConstraint('orders', { fields: ['status', 'placed_on'], type: 'unique' })),

  down: (queryInterface) =>
    queryInterface.dropTable('orders').then(() => queryInterface.sequelize.query('DROP TYPE "enum_orders_status"')),
};
