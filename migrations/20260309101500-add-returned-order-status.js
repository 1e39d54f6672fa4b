'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.query("ALTER TYPE enum_orders_status ADD VALUE 'returned'");
  },

  // PostgreSQL can't take a value out of an enum: the column moves to a new type without it.
  async down(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      const run = (sql) => queryInterface.sequelize.query(sql, { transaction });
      await run("UPDATE orders SET status = 'cancelled' WHERE status = 'returned'");
      await run('ALTER TYPE enum_orders_status RENAME TO enum_orders_status_with_returned');
      await run("CREATE TYPE enum_orders_status AS ENUM ('pending', 'paid', 'shipped', 'cancelled')");
      await run(
        `ALTER TABLE orders
           ALTER COLUMN status DROP DEFAULT,
           ALTER COLUMN status TYPE enum_orders_status USING status::text::enum_orders_status,
           ALTER COLUMN status SET DEFAULT 'pending'`,
      );
      await run('DROP TYPE enum_orders_status_with_returned');
    });
  },
};
