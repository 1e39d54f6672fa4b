'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('attempts', { id: { type: Sequelize.INTEGER, primaryKey: true } });
    try {
      await queryInterface.sequelize.transaction(async (transaction) => {
        await queryInterface.sequelize.query('INSERT INTO attempts VALUES (1)', { transaction });
        await queryInterface.sequelize.query('INSERT INTO attempts VALUES (1)', { transaction });
      });
    } catch (error) {
      if (error.name !== 'SequelizeUniqueConstraintError') throw error;
    }
    await queryInterface.sequelize.query('INSERT INTO attempts VALUES (2)');
  },
  async down(queryInterface) {
    await queryInterface.dropTable('attempts');
  },
};
