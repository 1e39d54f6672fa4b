'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('visits', 'seconds', Sequelize.INTEGER);
    await queryInterface.sequelize.query('DROP INDEX CONCURRENTLY visits_both');
    await queryInterface.sequelize.query('REINDEX INDEX CONCURRENTLY visits_page');
  },
  async down(queryInterface) {
    await queryInterface.sequelize.query('CREATE UNIQUE INDEX CONCURRENTLY visits_both ON visits (page, visitor)');
    await queryInterface.removeColumn('visits', 'seconds');
  },
};
