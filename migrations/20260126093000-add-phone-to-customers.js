'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('customers', 'phone', { type: Sequelize.STRING(20) });
  },

  async down(queryInterface) {
    await queryInterface.removeColumn('customers', 'phone');
  },
};
