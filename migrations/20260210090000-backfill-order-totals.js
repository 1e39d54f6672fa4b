'use strict';

/** @type {import('sequelize-cli').Migration} */
module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.sequelize.query(
        `UPDATE orders
            SET total = sums.total
           FROM (SELECT o.id, coalesce(sum(i.quantity * i.unit_price), 0) AS total
                   FROM orders o
                   LEFT JOIN order_items i ON i.order_id = o.id
                  GROUP BY o.id) AS sums
          WHERE sums.id = orders.id
            AND orders.total IS NULL`,
        { transaction },
      );
    });
  },

  async down(queryInterface) {
    await queryInterface.sequelize.query('UPDATE orders SET total = NULL WHERE total IS NOT NULL');
  },
};
