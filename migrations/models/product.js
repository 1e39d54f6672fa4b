'use strict';

module.exports = (sequelize, DataTypes) => {
  const Product = sequelize.define(
    'Product',
    {
      sku: { type: DataTypes.STRING(20), allowNull: false, unique: true },
      name: { type: DataTypes.STRING(100), allowNull: false },
      price: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
      discontinuedAt: DataTypes.DATE,
    },
    { tableName: 'products', indexes: [{ fields: ['category_id'] }] },
  );

  Product.associate = (models) => {
    Product.belongsTo(models.Category, { foreignKey: { name: 'categoryId', allowNull: false } });
  };

  return Product;
};
