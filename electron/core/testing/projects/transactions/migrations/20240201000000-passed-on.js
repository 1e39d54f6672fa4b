'use strict';

module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'customers',
        { id: { type: Sequelize.INTEGER, primaryKey: true }, email: Sequelize.STRING, vip: Sequelize.STRING },
        { transaction },
      );
      await queryInterface.addIndex('customers', { fields: ['email'], unique: true, transaction });
      await queryInterface.bulkInsert('customers', [{ id: 1, email: 'a@shop.example', vip: 'yes' }], { transaction });
    }),
  down: (queryInterface) =>
    queryInterface.sequelize.transaction((transaction) => queryInterface.dropTable('customers', { transaction })),
};
