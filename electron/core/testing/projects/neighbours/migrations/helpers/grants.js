'use strict';

exports.forEverybody = (queryInterface, table) => queryInterface.sequelize.query(`GRANT SELECT ON "${table}" TO PUBLIC`);
