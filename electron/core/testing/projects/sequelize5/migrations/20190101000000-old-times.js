'use strict';

const Sequelize = require('sequelize');

if (!/^5\./.test(Sequelize.version)) throw new Error(`Sequelize ${Sequelize.version} was not asked for`);

module.exports = {
  up: (queryInterface, given) =>
    queryInterface.createTable('parcels', {
      id: { type: given.INTEGER, primaryKey: true, autoIncrement: true },
      weight: { type: Sequelize.DECIMAL(6, 3), allowNull: false, defaultValue: 1 },
      sizes: { type: Sequelize.ENUM('s', 'm', 'l') },
    }),
  down: async (queryInterface) => {
    await queryInterface.dropTable('parcels');
    await queryInterface.sequelize.query('DROP TYPE IF EXISTS enum_parcels_sizes');
  },
};
