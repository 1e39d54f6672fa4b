'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'products',
        {
          id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
          category_id: {
            type: Sequelize.INTEGER,
            allowNull: false,
            references: { model: 'categories', key: 'id' },
            onUpdate: 'CASCADE',
          },
          sku: { type: Sequelize.STRING(20), allowNull: false, unique: true },
          name: { type: Sequelize.STRING(100), allowNull: false },
          price: { type: Sequelize.DECIMAL(10, 2), allowNull: false },
          created_at: { type: Sequelize.DATE, allowNull: false },
          updated_at: { type: Sequelize.DATE, allowNull: false },
        },
        { transaction },
      );
      await queryInterface.addIndex('products', ['category_id'], { transaction });
    });
  },

  async down(queryInterface) {
    await queryInterface.dropTable('products');
  },
};
