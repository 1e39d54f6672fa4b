'use strict';

module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.sequelize.query(`SELECT set_config('shop.actor', 'the warehouse', true)`, { transaction });
      await queryInterface.sequelize.query(`SET LOCAL work_mem = '8MB'`, { transaction });
      await queryInterface.sequelize.query(
        `INSERT INTO stock (item, amount) VALUES (current_setting('shop.actor'), 7)`,
        { transaction },
      );
    });
    const [rows] = await queryInterface.sequelize.query('SELECT id FROM stock WHERE amount = :amount ORDER BY id', {
      replacements: { amount: 7 },
    });
    for (const { id } of rows) {
      await queryInterface.sequelize.query('UPDATE stock SET amount = $2 WHERE id = $1', {
        bind: [id, 8],
        type: Sequelize.QueryTypes.UPDATE,
      });
    }
  },
  async down(queryInterface) {
    await queryInterface.sequelize.query(`DELETE FROM stock WHERE item = 'the warehouse'`);
  },
};
