'use strict';

module.exports = (sequelize, DataTypes) => {
  const Payment = sequelize.define(
    'Payment',
    {
      amount: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
      method: { type: DataTypes.STRING(20), allowNull: false },
      paidAt: { type: DataTypes.DATE, allowNull: false, defaultValue: sequelize.fn('now') },
    },
    { tableName: 'payments', timestamps: false, indexes: [{ fields: ['order_id'] }] },
  );

  Payment.associate = (models) => {
    Payment.belongsTo(models.Order, { foreignKey: { name: 'orderId', allowNull: false } });
  };

  return Payment;
};
