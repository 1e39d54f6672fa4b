'use strict';

exports.name = (Sequelize) => ({ name: { type: Sequelize.STRING, primaryKey: true } });
