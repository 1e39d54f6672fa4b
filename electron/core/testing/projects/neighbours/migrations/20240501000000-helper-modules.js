'use strict';

const { forEverybody } = require('./helpers/grants');
const columns = require('../lib/columns');

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.createTable('tags', columns.name(Sequelize));
    await forEverybody(queryInterface, 'tags');
  },
  async down(queryInterface) {
    await queryInterface.dropTable('tags');
  },
};
