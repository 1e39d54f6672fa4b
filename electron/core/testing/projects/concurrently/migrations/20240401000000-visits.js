'use strict';

module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('visits', {
      id: { type: Sequelize.BIGINT, primaryKey: true, autoIncrement: true },
      page: Sequelize.TEXT,
      visitor: Sequelize.INTEGER,
    }),
  down: (queryInterface) => queryInterface.dropTable('visits'),
};
