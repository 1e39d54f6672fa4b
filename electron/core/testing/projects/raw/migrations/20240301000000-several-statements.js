'use strict';

module.exports = {
  up: (queryInterface) =>
    queryInterface.sequelize.query(`
      CREATE TABLE stock (id serial PRIMARY KEY, item text NOT NULL, amount int NOT NULL CHECK (amount >= 0));
      CREATE INDEX stock_item ON stock (lower(item)) WHERE amount > 0;
      COMMENT ON TABLE stock IS 'what lies in the warehouse; it''s counted daily';
      INSERT INTO stock (item, amount) VALUES ('a;b', 1), ('--c', 2);
      CREATE VIEW in_stock AS SELECT item FROM stock WHERE amount > 0;
    `),
  down: (queryInterface) => queryInterface.sequelize.query('DROP VIEW in_stock; DROP TABLE stock;'),
};
