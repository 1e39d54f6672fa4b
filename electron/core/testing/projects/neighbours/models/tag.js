'use strict';

module.exports = (sequelize, DataTypes) =>
  sequelize.define('Tag', { name: { type: DataTypes.STRING, primaryKey: true } }, { tableName: 'tags', timestamps: false });
