'use strict';

const { DataTypes } = require('sequelize');

module.exports = {
  up: (queryInterface) => queryInterface.addColumn('modules', 'amount', { type: DataTypes.INTEGER }),
  down: (queryInterface) => queryInterface.removeColumn('modules', 'amount'),
};
