'use strict';

const fs = require('fs');
const path = require('path');
const { DataTypes, Sequelize } = require('sequelize');

const environment = process.env.NODE_ENV || 'development';
const { use_env_variable: variable, ...options } =
  require('../config/config.js')[environment] ?? require('../config/config.js').development;

const define = { underscored: true };
const url = process.env[variable];
const sequelize = url ? new Sequelize(url, { ...options, define }) : new Sequelize({ ...options, define });

const models = {};
for (const file of fs.readdirSync(__dirname).sort()) {
  if (file === 'index.js' || path.extname(file) !== '.js') continue;
  const model = require(path.join(__dirname, file))(sequelize, DataTypes);
  models[model.name] = model;
}
for (const model of Object.values(models)) {
  if (model.associate) model.associate(models);
}

module.exports = { ...models, sequelize, Sequelize };
