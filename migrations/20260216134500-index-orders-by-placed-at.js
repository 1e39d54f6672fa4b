'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  // CONCURRENTLY leaves the shop open while it builds, and can't run in a transaction.
  async up(queryInterface) {
    await queryInterface.sequelize.query('CREATE INDEX CONCURRENTLY orders_placed_at ON orders (placed_at)');
  },

  async down(queryInterface) {
    await queryInterface.sequelize.query('DROP INDEX CONCURRENTLY orders_placed_at');
  },
};
