'use strict';

module.exports = (sequelize, DataTypes) => {
  const Category = sequelize.define(
    'Category',
    {
      name: { type: DataTypes.STRING(50), allowNull: false, unique: true },
    },
    { tableName: 'categories', timestamps: false },
  );

  Category.associate = (models) => {
    Category.belongsTo(models.Category, { as: 'parent', foreignKey: 'parentId' });
    Category.hasMany(models.Product, {
      foreignKey: { name: 'categoryId', allowNull: false },
      onDelete: 'NO ACTION',
    });
  };

  return Category;
};
