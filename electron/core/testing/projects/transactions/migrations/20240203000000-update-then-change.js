'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.query(`UPDATE customers SET vip = CASE vip WHEN 'yes' THEN 'true' ELSE 'false' END`);
    await queryInterface.changeColumn('customers', 'vip', {
      type: 'BOOLEAN USING CAST("vip" AS boolean)',
    });
    await queryInterface.changeColumn('customers', 'email', { type: Sequelize.STRING(320), allowNull: false });
  },
  async down(queryInterface, Sequelize) {
    await queryInterface.changeColumn('customers', 'email', { type: Sequelize.STRING, allowNull: true });
    await queryInterface.changeColumn('customers', 'vip', { type: Sequelize.STRING });
    await queryInterface.sequelize.query(`UPDATE customers SET vip = CASE vip WHEN 'true' THEN 'yes' ELSE 'no' END`);
  },
};
