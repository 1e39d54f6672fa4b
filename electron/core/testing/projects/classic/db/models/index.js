'use strict';

const Sequelize = require('sequelize');
const config = require('../config/database.json')[process.env.NODE_ENV || 'development'];

const sequelize = new Sequelize(process.env[config.use_env_variable], { ...config, logging: false });
const Product = sequelize.define(
  'Product',
  { sku: { type: Sequelize.STRING, unique: true }, name: Sequelize.STRING, price: Sequelize.DECIMAL(10, 2) },
  { tableName: 'products', underscored: true },
);

module.exports = { sequelize, Sequelize, Product };
