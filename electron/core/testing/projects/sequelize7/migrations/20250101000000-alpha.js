'use strict';

const { DataTypes } = require('@sequelize/core');

module.exports = {
  up: (queryInterface) =>
    queryInterface.createTable('crates', { id: { type: DataTypes.INTEGER, primaryKey: true } }),
  down: (queryInterface) => queryInterface.dropTable('crates'),
};
