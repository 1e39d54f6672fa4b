/**
 * The shop's rows, the same on every machine: arithmetic on the row's number stands in for chance.
 * Fractions are the share of the time that the steps before take.
 */
export interface LoadStep {
  readonly message: string;
  readonly fraction: number;
  readonly sql: string;
}

/**
 * The rows are right by construction, so foreign keys needn't be checked 600,000 times
 * (https://www.postgresql.org/docs/18/runtime-config-client.html#GUC-SESSION-REPLICATION-ROLE).
 * A load that was rolled back used up numbers of the sequences; restarting them is part of the transaction.
 */
export const beforeLoadSql = `
SET LOCAL session_replication_role = replica;
SET LOCAL work_mem = '64MB';
ALTER SEQUENCE users_id_seq RESTART;
ALTER SEQUENCE customers_id_seq RESTART;
ALTER SEQUENCE categories_id_seq RESTART;
ALTER SEQUENCE products_id_seq RESTART;
ALTER SEQUENCE orders_id_seq RESTART;
ALTER SEQUENCE order_items_id_seq RESTART;
ALTER SEQUENCE payments_id_seq RESTART`;

export const afterLoadSql = 'ANALYZE users, customers, categories, products, orders, order_items, payments';

const usersSql = `
INSERT INTO users (email, name, role, created_at, updated_at)
SELECT lower(name) || '@shop.example', name, role, opened, opened
  FROM (VALUES ('Ines', 'admin'), ('Mateusz', 'admin'), ('Noor', 'support'), ('Pavel', 'support'),
               ('Sofia', 'support'), ('Tariq', 'support'), ('Wen', 'warehouse'), ('Yara', 'warehouse'),
               ('Emil', 'warehouse'), ('Chloe', 'finance'), ('Diego', 'finance'), ('Hana', 'marketing')
       ) AS staff (name, role),
       (SELECT timestamptz '2023-12-01 08:00Z' AS opened) AS day`;

const customersSql = `
INSERT INTO customers (name, email, city, phone, created_at, updated_at)
SELECT first || ' ' || last,
       translate(lower(first || '.' || last), 'áèéëíłñøúü', 'aeeeilnouu') || n || '@example.com',
       (ARRAY['Amsterdam', 'Barcelona', 'Berlin', 'Copenhagen', 'Dublin', 'Hamburg', 'Kraków', 'Lisbon',
              'Lyon', 'Madrid', 'Milan', 'Munich', 'Paris', 'Porto', 'Prague', 'Vienna'])[1 + n * 7 % 16],
       CASE WHEN n % 3 > 0 THEN '+49 30 ' || lpad((n * 7919 % 10000000)::text, 7, '0') END,
       joined, joined
  FROM (SELECT n,
               (ARRAY['Anna', 'Ben', 'Carla', 'David', 'Elena', 'Finn', 'Greta', 'Hugo', 'Iris', 'Jonas',
                      'Katja', 'Łukasz', 'Maria', 'Nils', 'Olga', 'Pedro', 'Rosa', 'Søren', 'Tess', 'Zoë'
                     ])[1 + n % 20] AS first,
               (ARRAY['Andersen', 'Becker', 'Costa', 'Dubois', 'Esposito', 'Fischer', 'García', 'Hansen',
                      'Ivanova', 'Jansen', 'Kowalski', 'Lefèvre', 'Müller', 'Novák', 'Olsen', 'Pereira',
                      'Rossi', 'Schmidt', 'Torres', 'Ünal', 'Vogel', 'Weber', 'Young'])[1 + n % 23] AS last,
               timestamptz '2023-12-01 08:00Z' + n * interval '55 minutes' AS joined
          FROM generate_series(1, 20000) AS n
         ORDER BY n) AS person`;

const categoriesSql = `
INSERT INTO categories (name, parent_id) VALUES
  ('Kitchen', NULL), ('Living', NULL), ('Garden', NULL), ('Office', NULL),
  ('Tea and coffee', 1), ('Cookware', 1), ('Tableware', 1), ('Storage', 1),
  ('Lamps', 2), ('Cushions', 2), ('Blankets', 2), ('Vases', 2),
  ('Pots', 3), ('Tools', 3), ('Lanterns', 3), ('Seats', 3),
  ('Notebooks', 4), ('Pens', 4), ('Organisers', 4), ('Clocks', 4)`;

const productsSql = `
INSERT INTO products (category_id, sku, name, price, discontinued_at, created_at, updated_at)
SELECT c.id,
       'LS-' || lpad(n::text, 5, '0'),
       (ARRAY['Small', 'Large', 'Classic', 'Travel', 'Tall'])[1 + n % 5] || ' ' ||
         (ARRAY['oak', 'steel', 'linen', 'stoneware', 'glass', 'copper', 'wool'])[1 + n % 7] || ' ' ||
         lower(c.name) || ' no. ' || n,
       4.90 + n * 37 % 240 * 0.50,
       CASE WHEN n % 41 = 0 THEN timestamptz '2026-01-15 12:00Z' END,
       timestamptz '2023-12-01 08:00Z', timestamptz '2023-12-01 08:00Z'
  FROM generate_series(1, 500) AS n
  JOIN categories c ON c.id = 5 + n % 16
 ORDER BY n`;

// A few customers order often and most of them seldom; the latest orders are still on their way.
const ordersSql = `
INSERT INTO orders (customer_id, status, placed_at, created_at, updated_at)
SELECT 1 + floor(20000 * power(n::bigint * 7919 % 200003 / 200003.0, 2))::integer,
       (CASE WHEN n > 199600 THEN 'pending'
             WHEN n % 25 = 0 THEN 'cancelled'
             WHEN n > 197500 THEN 'paid'
             ELSE 'shipped' END)::enum_orders_status,
       placed, placed, placed
  FROM (SELECT n, timestamptz '2024-01-02 06:00Z' + n * interval '5.5 minutes' AS placed
          FROM generate_series(1, 200000) AS n) AS moment
 ORDER BY n`;

const orderItemsSql = `
INSERT INTO order_items (order_id, product_id, quantity, unit_price)
SELECT o.id, p.id, 1 + (o.id + k) % 11 / 8, p.price
  FROM orders o
 CROSS JOIN generate_series(0, 2) AS k
  JOIN products p ON p.id = 1 + (o.id::bigint * 7907 + k * 167) % 500
 WHERE k <= (o.id + 1) % 3
 ORDER BY o.id, k`;

const paymentsSql = `
INSERT INTO payments (order_id, amount, method, paid_at)
SELECT o.id,
       sum(i.quantity * i.unit_price),
       (ARRAY['card', 'card', 'card', 'paypal', 'invoice', 'transfer'])[1 + o.id % 6],
       o.placed_at + interval '1 minute' * (1 + o.id % 90)
  FROM orders o
  JOIN order_items i ON i.order_id = o.id
 WHERE o.status IN ('paid', 'shipped')
 GROUP BY o.id
 ORDER BY o.id`;

export const loadSteps: readonly LoadStep[] = [
  { message: 'Hiring the staff', fraction: 0.05, sql: usersSql },
  { message: 'Welcoming 20,000 customers', fraction: 0.06, sql: customersSql },
  { message: 'Sorting the shelves', fraction: 0.12, sql: categoriesSql },
  { message: 'Stocking 500 products', fraction: 0.13, sql: productsSql },
  { message: 'Taking 200,000 orders', fraction: 0.15, sql: ordersSql },
  { message: 'Packing 400,000 order items', fraction: 0.4, sql: orderItemsSql },
  { message: 'Booking the payments', fraction: 0.75, sql: paymentsSql },
];
