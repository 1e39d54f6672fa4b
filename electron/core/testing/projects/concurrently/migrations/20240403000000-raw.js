'use strict';

module.exports = {
  up: (queryInterface) =>
    queryInterface.sequelize.query('CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS visits_both ON visits (page, visitor)'),
  down: (queryInterface) => queryInterface.sequelize.query('DROP INDEX CONCURRENTLY IF EXISTS visits_both'),
};
