/** A shop for the tests of this folder, as Sequelize sees it and large enough that plans and blocks matter. */
import { DataTypes, type Model, type ModelStatic, Sequelize } from 'sequelize';
import { atEnd } from '../../testing/endings';

// What is big is made by CREATE TABLE AS, which goes past shared_buffers: its reads show as such.
export const SHOP_SQL = `CREATE EXTENSION pg_stat_statements;
  CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL);
  INSERT INTO customers SELECT n, 'Customer ' || n FROM generate_series(1, 300) n;
  CREATE TABLE orders (id serial PRIMARY KEY, customer_id int NOT NULL REFERENCES customers, status text NOT NULL);
  INSERT INTO orders (customer_id, status) SELECT 1 + n % 300, 'open' FROM generate_series(1, 3000) n;
  CREATE INDEX ON orders (customer_id);
  CREATE TABLE visits AS SELECT n AS id, n % 50000 AS visitor, repeat('x', 500) AS agent FROM generate_series(1, 90000) n;
  ALTER TABLE visits ADD PRIMARY KEY (id);
  CREATE TABLE articles (id int PRIMARY KEY, title text, body text);
  ALTER TABLE articles ALTER body SET STORAGE EXTERNAL;
  INSERT INTO articles SELECT n, 'Title', repeat('x', 20000) FROM generate_series(1, 200) n;`;

export interface Shop {
  readonly sequelize: Sequelize;
  readonly customers: ModelStatic<Model>;
  readonly orders: ModelStatic<Model>;
  readonly visits: ModelStatic<Model>;
  readonly articles: ModelStatic<Model>;
}

export function connectShop(url: string): Shop {
  const sequelize = new Sequelize(url, { logging: false, define: { timestamps: false } });
  atEnd(() => sequelize.close());
  const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };
  const { TEXT, INTEGER } = DataTypes;
  const customers = sequelize.define('customers', { id, name: TEXT });
  const orders = sequelize.define('orders', { id, status: TEXT, customer_id: INTEGER });
  const visits = sequelize.define('visits', { id, visitor: INTEGER, agent: TEXT });
  const articles = sequelize.define('articles', { id, title: TEXT, body: TEXT });
  customers.hasMany(orders, { foreignKey: 'customer_id' });
  orders.belongsTo(customers, { foreignKey: 'customer_id' });
  return { sequelize, customers, orders, visits, articles };
}
