'use strict';

module.exports = (sequelize, DataTypes) => {
  const OrderItem = sequelize.define(
    'OrderItem',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true },
      quantity: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 1 },
      unitPrice: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
    },
    { tableName: 'order_items', timestamps: false },
  );

  OrderItem.associate = (models) => {
    OrderItem.belongsTo(models.Order, {
      foreignKey: { name: 'orderId', allowNull: false },
      onDelete: 'CASCADE',
    });
    OrderItem.belongsTo(models.Product, { foreignKey: { name: 'productId', allowNull: false } });
  };

  return OrderItem;
};
