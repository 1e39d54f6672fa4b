'use strict';

module.exports = (sequelize, DataTypes) => {
  const Order = sequelize.define(
    'Order',
    {
      status: {
        type: DataTypes.ENUM('pending', 'paid', 'shipped', 'cancelled', 'returned'),
        allowNull: false,
        defaultValue: 'pending',
      },
      currency: { type: DataTypes.STRING(3), allowNull: false, defaultValue: 'EUR' },
      total: { type: DataTypes.DECIMAL(12, 2), allowNull: false },
      placedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: sequelize.fn('now') },
    },
    { tableName: 'orders', indexes: [{ fields: ['customer_id'] }, { fields: ['placed_at'] }] },
  );

  Order.associate = (models) => {
    Order.belongsTo(models.Customer, { foreignKey: { name: 'customerId', allowNull: false } });
    Order.hasMany(models.OrderItem, {
      foreignKey: { name: 'orderId', allowNull: false },
      onDelete: 'CASCADE',
    });
    Order.hasMany(models.Payment, {
      foreignKey: { name: 'orderId', allowNull: false },
      onDelete: 'NO ACTION',
    });
  };

  return Order;
};
