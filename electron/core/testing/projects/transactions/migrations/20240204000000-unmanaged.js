'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    const transaction = await queryInterface.sequelize.transaction();
    try {
      await queryInterface.createTable('addresses', { id: { type: Sequelize.INTEGER, primaryKey: true } }, { transaction });
      await queryInterface.addColumn('addresses', 'city', { type: Sequelize.TEXT }, { transaction });
      await transaction.commit();
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  },
  async down(queryInterface) {
    const transaction = await queryInterface.sequelize.transaction();
    await queryInterface.dropTable('addresses', { transaction });
    await transaction.commit();
  },
};
