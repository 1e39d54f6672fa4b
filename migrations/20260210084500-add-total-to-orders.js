'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('orders', 'total', { type: Sequelize.DECIMAL(12, 2) });
  },

  async down(queryInterface) {
    await queryInterface.removeColumn('orders', 'total');
  },
};
