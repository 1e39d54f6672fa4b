'use strict';

module.exports = (sequelize, DataTypes) => {
  const User = sequelize.define(
    'User',
    {
      email: { type: DataTypes.STRING(100), allowNull: false, unique: true },
      name: { type: DataTypes.STRING(50), allowNull: false },
      role: { type: DataTypes.STRING(20), allowNull: false, defaultValue: 'support' },
    },
    { tableName: 'users' },
  );

  return User;
};
