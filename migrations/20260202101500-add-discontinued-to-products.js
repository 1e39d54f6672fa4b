'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('products', 'discontinued_at', { type: Sequelize.DATE });
  },

  async down(queryInterface) {
    await queryInterface.removeColumn('products', 'discontinued_at');
  },
};
