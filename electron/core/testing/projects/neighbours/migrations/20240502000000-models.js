'use strict';

const { Tag } = require('../models');

module.exports = {
  async up() {
    await Tag.bulkCreate([{ name: 'new' }, { name: 'sale' }]);
    await Tag.sequelize.close();
  },
  async down(queryInterface) {
    await queryInterface.bulkDelete('tags', {});
  },
};
