'use strict';

module.exports = {
  async up(queryInterface) {
    const query = (sql) => queryInterface.sequelize.query(sql);
    await query(`UPDATE stock SET state = 'spoiled' WHERE amount = 0`);
    await query(`ALTER TABLE stock ALTER COLUMN state DROP DEFAULT`);
    await query(`CREATE TYPE enum_stock_state_new AS ENUM ('fresh', 'gone')`);
    await query(
      `ALTER TABLE stock ALTER COLUMN state TYPE enum_stock_state_new USING (CASE state WHEN 'fresh' THEN 'fresh' ELSE 'gone' END::enum_stock_state_new)`,
    );
    await query(`DROP TYPE enum_stock_state`);
    await query(`ALTER TYPE enum_stock_state_new RENAME TO enum_stock_state`);
  },
  async down(queryInterface) {
    const query = (sql) => queryInterface.sequelize.query(sql);
    await query(`ALTER TYPE enum_stock_state RENAME TO enum_stock_state_new`);
    await query(`CREATE TYPE enum_stock_state AS ENUM ('fresh', 'spoiled', 'old')`);
    await query(
      `ALTER TABLE stock ALTER COLUMN state TYPE enum_stock_state USING (CASE state WHEN 'fresh' THEN 'fresh' ELSE 'old' END::enum_stock_state)`,
    );
    await query(`ALTER TABLE stock ALTER COLUMN state SET DEFAULT 'fresh'`);
    await query(`DROP TYPE enum_stock_state_new`);
  },
};
