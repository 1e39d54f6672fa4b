'use strict';

module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.sequelize.transaction((transaction) =>
      queryInterface
        .addColumn('parcels', 'sent', { type: Sequelize.BOOLEAN, defaultValue: false }, { transaction })
        .then(() => queryInterface.addIndex('parcels', ['sent'], { transaction }))
        .then(() => queryInterface.bulkInsert('parcels', [{ weight: 2, sizes: 'm' }], { transaction })),
    ),
  down: (queryInterface) => queryInterface.removeColumn('parcels', 'sent'),
};
