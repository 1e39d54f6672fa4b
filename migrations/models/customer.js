'use strict';

module.exports = (sequelize, DataTypes) => {
  const Customer = sequelize.define(
    'Customer',
    {
      name: { type: DataTypes.STRING(50), allowNull: false },
      email: { type: DataTypes.STRING(100), unique: true },
      city: DataTypes.STRING(50),
      phone: DataTypes.STRING(20),
    },
    { tableName: 'customers' },
  );

  Customer.associate = (models) => {
    Customer.hasMany(models.Order, {
      foreignKey: { name: 'customerId', allowNull: false },
      onDelete: 'NO ACTION',
    });
  };

  return Customer;
};
