'use strict';

const fs = require('fs');
const path = require('path');

module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.query(fs.readFileSync(path.join(__dirname, 'sql', 'colours.sql'), 'utf8'));
    const { name } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
    await queryInterface.sequelize.query('INSERT INTO colours VALUES ($1, 0)', { bind: [name] });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('colours');
  },
};
