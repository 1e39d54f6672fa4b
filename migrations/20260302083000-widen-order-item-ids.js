'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.sequelize.query('ALTER TABLE order_items ALTER COLUMN id TYPE bigint', {
        transaction,
      });
      await queryInterface.sequelize.query('ALTER SEQUENCE order_items_id_seq AS bigint', { transaction });
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.sequelize.query('ALTER SEQUENCE order_items_id_seq AS integer', { transaction });
      await queryInterface.sequelize.query('ALTER TABLE order_items ALTER COLUMN id TYPE integer', {
        transaction,
      });
    });
  },
};
