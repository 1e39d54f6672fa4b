'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface) {
    await queryInterface.addIndex('payments', ['order_id'], { name: 'payments_order_id' });
  },

  async down(queryInterface) {
    await queryInterface.removeIndex('payments', 'payments_order_id');
  },
};
