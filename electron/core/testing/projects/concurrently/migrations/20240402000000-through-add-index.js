'use strict';

module.exports = {
  async up(queryInterface) {
    await queryInterface.addIndex('visits', ['page'], { name: 'visits_page', concurrently: true });
    await queryInterface.addIndex('visits', { fields: ['visitor'], name: 'visits_visitor', concurrently: true, where: { page: 'home' } });
  },
  async down(queryInterface) {
    await queryInterface.removeIndex('visits', 'visits_visitor', { concurrently: true });
    await queryInterface.removeIndex('visits', 'visits_page');
  },
};
