'use strict';

module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.sequelize.transaction((t) =>
      Promise.all([
        queryInterface.addColumn('addresses', 'street', { type: Sequelize.STRING }, { transaction: t }),
        queryInterface.addColumn('addresses', 'zip', { type: Sequelize.STRING(12) }, { transaction: t }),
        queryInterface.addColumn('customers', 'address_id', { type: Sequelize.INTEGER }, { transaction: t }),
      ]),
    ),
  down: (queryInterface) =>
    Promise.all([
      queryInterface.removeColumn('addresses', 'street'),
      queryInterface.removeColumn('addresses', 'zip'),
      queryInterface.removeColumn('customers', 'address_id'),
    ]),
};
