/** What the warehouse is asked: reports in the manner of TPC-H's, and the short questions of an application. */

export interface WarehouseQuery {
  readonly name: string;
  readonly sql: string;
  /** In one run of the workload. */
  readonly calls: number;
}

const REVENUE = 'sum(l_extendedprice * (1 - l_discount))';

const REPORTS: Readonly<Record<string, string>> = {
  'pricing summary': `SELECT l_returnflag, l_linestatus, sum(l_quantity), ${REVENUE}, avg(l_discount), count(*) FROM lineitem
    WHERE l_shipdate <= date '2025-06-01' GROUP BY l_returnflag, l_linestatus ORDER BY l_returnflag, l_linestatus`,
  'cheapest supplier': `SELECT s_acctbal, s_name, n_name, p_partkey FROM part, supplier, partsupp, nation, region
    WHERE p_partkey = ps_partkey AND s_suppkey = ps_suppkey AND p_size = 15 AND p_type LIKE '%BRASS' AND s_nationkey = n_nationkey
      AND n_regionkey = r_regionkey AND r_name = 'Europe' AND ps_supplycost = (SELECT min(ps_supplycost) FROM partsupp, supplier
        WHERE p_partkey = ps_partkey AND s_suppkey = ps_suppkey) ORDER BY s_acctbal DESC, n_name LIMIT 100`,
  'shipping priority': `SELECT l_orderkey, ${REVENUE} AS revenue, o_orderdate FROM customer, orders, lineitem
    WHERE c_mktsegment = 'building' AND c_custkey = o_custkey AND l_orderkey = o_orderkey AND o_orderdate < date '2021-03-15'
      AND l_shipdate > date '2021-03-15' GROUP BY l_orderkey, o_orderdate ORDER BY revenue DESC, o_orderdate LIMIT 10`,
  'order priority': `SELECT o_orderpriority, count(*) FROM orders WHERE o_orderdate >= date '2022-07-01'
      AND o_orderdate < date '2022-10-01' AND EXISTS (SELECT FROM lineitem WHERE l_orderkey = o_orderkey AND l_commitdate < l_receiptdate)
    GROUP BY o_orderpriority ORDER BY o_orderpriority`,
  'local supplier volume': `SELECT n_name, ${REVENUE} AS revenue FROM customer, orders, lineitem, supplier, nation, region
    WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND l_suppkey = s_suppkey AND c_nationkey = s_nationkey
      AND s_nationkey = n_nationkey AND n_regionkey = r_regionkey AND r_name = 'Asia' AND o_orderdate >= date '2022-01-01'
      AND o_orderdate < date '2022-03-01' GROUP BY n_name ORDER BY revenue DESC`,
  'revenue forecast': `SELECT sum(l_extendedprice * l_discount) FROM lineitem WHERE l_shipdate >= date '2022-01-01'
    AND l_shipdate < date '2022-02-01' AND l_discount BETWEEN 0.05 AND 0.07 AND l_quantity < 24`,
  'product profit': `SELECT n_name, extract(year FROM o_orderdate) AS year, sum(l_extendedprice - ps_supplycost * l_quantity)
    FROM part, supplier, lineitem, partsupp, orders, nation WHERE s_suppkey = l_suppkey AND ps_suppkey = l_suppkey
      AND ps_partkey = l_partkey AND p_partkey = l_partkey AND o_orderkey = l_orderkey AND s_nationkey = n_nationkey AND p_name LIKE 'green%'
    GROUP BY n_name, year ORDER BY n_name, year DESC`,
  'returned items': `SELECT c_custkey, c_name, ${REVENUE} AS revenue FROM customer, orders, lineitem, nation
    WHERE c_custkey = o_custkey AND l_orderkey = o_orderkey AND o_orderdate >= date '2021-10-01' AND o_orderdate < date '2021-11-01'
      AND l_returnflag = 'R' AND c_nationkey = n_nationkey GROUP BY c_custkey, c_name ORDER BY revenue DESC LIMIT 20`,
  'important stock': `SELECT ps_partkey, sum(ps_supplycost * ps_availqty) AS value FROM partsupp, supplier, nation
    WHERE ps_suppkey = s_suppkey AND s_nationkey = n_nationkey AND n_name = 'Nation 7' GROUP BY ps_partkey
    HAVING sum(ps_supplycost * ps_availqty) > 1000000 ORDER BY value DESC`,
  'shipping modes': `SELECT l_shipmode, count(*) FILTER (WHERE o_orderpriority = '1-URGENT') FROM orders, lineitem
    WHERE o_orderkey = l_orderkey AND l_shipmode IN ('MAIL', 'SHIP') AND l_commitdate < l_receiptdate AND l_shipdate < l_commitdate
      AND l_receiptdate >= date '2023-01-01' AND l_receiptdate < date '2023-02-01' GROUP BY l_shipmode`,
  'customer distribution': `SELECT orders, count(*) FROM (SELECT c_custkey, count(o_orderkey) AS orders FROM customer
      LEFT JOIN orders ON c_custkey = o_custkey AND o_clerk <> 'Clerk 7' GROUP BY c_custkey) AS counted GROUP BY orders ORDER BY count(*) DESC`,
  'promotion effect': `SELECT 100.0 * sum(CASE WHEN p_type LIKE 'PROMO%' THEN l_extendedprice ELSE 0 END) / sum(l_extendedprice)
    FROM lineitem, part WHERE l_partkey = p_partkey AND l_shipdate >= date '2023-09-01' AND l_shipdate < date '2023-09-15'`,
  'top supplier': `WITH revenue AS (SELECT l_suppkey, ${REVENUE} AS total FROM lineitem WHERE l_shipdate >= date '2024-01-01'
      AND l_shipdate < date '2024-02-01' GROUP BY l_suppkey)
    SELECT s_suppkey, s_name, total FROM supplier, revenue WHERE s_suppkey = l_suppkey AND total = (SELECT max(total) FROM revenue)`,
  'small quantities': `SELECT sum(l_extendedprice) / 7 FROM lineitem, part WHERE p_partkey = l_partkey AND p_brand = 'Brand 3'
    AND p_container = 'LG BOX' AND l_quantity < (SELECT 0.2 * avg(l_quantity) FROM lineitem WHERE l_partkey = p_partkey)`,
  'large orders': `SELECT c_name, o_orderkey, o_totalprice FROM customer JOIN orders ON c_custkey = o_custkey
    WHERE o_totalprice > 499000 AND o_orderstatus = 'F' ORDER BY o_totalprice DESC LIMIT 100`,
  'discounted parts': `SELECT ${REVENUE} FROM lineitem, part WHERE p_partkey = l_partkey AND p_brand = 'Brand 12'
    AND p_container IN ('SM BOX', 'LG BOX') AND l_quantity BETWEEN 1 AND 11 AND p_size BETWEEN 1 AND 5`,
  'suppliers kept waiting': `SELECT s_name, count(*) FROM supplier, lineitem l, orders, nation WHERE s_suppkey = l.l_suppkey
      AND o_orderkey = l.l_orderkey AND o_orderstatus = 'P' AND l.l_receiptdate > l.l_commitdate AND s_nationkey = n_nationkey
      AND n_name = 'Nation 12' AND EXISTS (SELECT FROM lineitem o WHERE o.l_orderkey = l.l_orderkey AND o.l_suppkey <> l.l_suppkey)
    GROUP BY s_name ORDER BY count(*) DESC LIMIT 100`,
  'idle customers': `SELECT c_nationkey, count(*), sum(c_acctbal) FROM customer WHERE c_acctbal > 9000
    AND NOT EXISTS (SELECT FROM orders WHERE o_custkey = c_custkey) GROUP BY c_nationkey ORDER BY c_nationkey`,
  'excess stock': `SELECT s_name FROM supplier WHERE s_suppkey IN (SELECT ps_suppkey FROM partsupp WHERE ps_partkey IN
      (SELECT p_partkey FROM part WHERE p_name LIKE 'red%') AND ps_availqty > 9900) ORDER BY s_name`,
  'monthly sales': `SELECT date_trunc('month', o_orderdate) AS month, sum(o_totalprice) FROM orders GROUP BY month ORDER BY month`,
  'rank within nation': `SELECT c_nationkey, c_name, rank() OVER (PARTITION BY c_nationkey ORDER BY c_acctbal DESC) FROM customer WHERE c_nationkey < 3`,
  'nation pairs': `SELECT s.n_name, c.n_name, count(*) FROM nation s, nation c, supplier, customer WHERE s_nationkey = s.n_nationkey
    AND c_nationkey = c.n_nationkey AND s_acctbal > 9500 AND c_acctbal > 9900 GROUP BY s.n_name, c.n_name`,
};

const QUESTIONS: readonly (readonly [name: string, calls: number, sql: (n: number) => string])[] = [
  ['customer by key', 40, (n) => `SELECT * FROM customer WHERE c_custkey = ${n * 37 + 1}`],
  [
    'customer by email',
    40,
    (n) => `SELECT c_custkey, c_name FROM customer WHERE c_email = 'customer${n * 37 + 1}@example.com'`,
  ],
  [
    'customer by lower name',
    20,
    (n) => `SELECT c_custkey FROM customer WHERE lower(c_name) = 'customer ${n * 31 + 1}'`,
  ],
  [
    'customers of a nation',
    5,
    (n) =>
      `SELECT c_custkey, c_acctbal FROM customer WHERE c_nationkey = ${n % 25} ORDER BY c_acctbal DESC LIMIT 20`,
  ],
  [
    'open accounts',
    5,
    (n) => `SELECT count(*) FROM customer WHERE c_closed_at IS NULL AND c_nationkey = ${n % 25}`,
  ],
  [
    'orders of a customer',
    60,
    (n) => `SELECT * FROM orders WHERE o_custkey = ${n * 13 + 1} ORDER BY o_orderdate DESC LIMIT 10`,
  ],
  [
    'orders of a day',
    20,
    (n) => `SELECT o_orderkey, o_totalprice FROM orders WHERE o_orderdate = date '2021-01-01' + ${n * 7}`,
  ],
  [
    'orders of a week',
    10,
    (n) =>
      `SELECT count(*), sum(o_totalprice) FROM orders WHERE o_orderdate BETWEEN date '2021-01-01' + ${n * 7} AND date '2021-01-07' + ${n * 7}`,
  ],
  [
    'latest orders',
    20,
    () => 'SELECT o_orderkey, o_orderdate FROM orders ORDER BY o_orderdate DESC LIMIT 20',
  ],
  [
    'orders of a clerk',
    20,
    (n) => `SELECT o_orderkey, o_totalprice FROM orders WHERE o_clerk = 'Clerk ${n}'`,
  ],
  [
    'clerk in a month',
    10,
    (n) =>
      `SELECT count(*) FROM orders WHERE o_clerk = 'Clerk ${n}' AND o_orderdate >= date '2022-05-01' AND o_orderdate < date '2022-06-01'`,
  ],
  [
    'dearest open orders',
    20,
    () =>
      `SELECT o_orderkey, o_totalprice FROM orders WHERE o_orderstatus = 'O' ORDER BY o_totalprice DESC LIMIT 10`,
  ],
  [
    'order with items',
    60,
    (n) => `SELECT * FROM orders JOIN lineitem ON l_orderkey = o_orderkey WHERE o_orderkey = ${n * 101 + 1}`,
  ],
  [
    'items of a part',
    40,
    (n) => `SELECT l_orderkey, l_quantity FROM lineitem WHERE l_partkey = ${n * 17 + 1}`,
  ],
  [
    'items of a part and supplier',
    20,
    (n) => `SELECT l_orderkey FROM lineitem WHERE l_partkey = ${n * 17 + 1} AND l_suppkey = ${n * 3 + 1}`,
  ],
  [
    'sum for a supplier',
    10,
    (n) => `SELECT sum(l_extendedprice) FROM lineitem WHERE l_suppkey = ${n * 3 + 1}`,
  ],
  [
    'shipped on a day',
    20,
    (n) =>
      `SELECT sum(l_extendedprice * l_discount) FROM lineitem WHERE l_shipdate = date '2022-01-01' + ${n}`,
  ],
  [
    'received on a day',
    20,
    (n) => `SELECT l_orderkey, l_shipmode FROM lineitem WHERE l_receiptdate = date '2022-03-01' + ${n}`,
  ],
  ['last shipped', 10, () => 'SELECT max(l_shipdate) FROM lineitem'],
  [
    'suppliers of a part',
    30,
    (n) =>
      `SELECT s_name, ps_supplycost FROM partsupp JOIN supplier ON s_suppkey = ps_suppkey WHERE ps_partkey = ${n * 7 + 1} ORDER BY ps_supplycost`,
  ],
  [
    'parts of a supplier',
    20,
    (n) => `SELECT ps_partkey, ps_availqty FROM partsupp WHERE ps_suppkey = ${n * 3 + 1}`,
  ],
  [
    'parts of a brand',
    10,
    (n) => `SELECT p_partkey, p_name FROM part WHERE p_brand = 'Brand ${n % 25}' AND p_container = 'SM BOX'`,
  ],
  [
    'parts of a size',
    10,
    (n) => `SELECT p_partkey FROM part WHERE p_size = ${(n % 50) + 1} AND p_type = 'PROMO TIN'`,
  ],
  ['parts with a tag', 20, (n) => `SELECT p_partkey FROM part WHERE p_tags @> ARRAY['tag${n * 3 + 100}']`],
  ['parts by details', 20, (n) => `SELECT p_partkey FROM part WHERE p_details @> '{"maker": "maker ${n}"}'`],
  ['two keys', 10, (n) => `SELECT p_name FROM part WHERE p_partkey IN (${n + 1}, ${n + 500}, ${n + 900})`],
  [
    'customer and last order',
    20,
    (n) =>
      `SELECT c_name, (SELECT max(o_orderdate) FROM orders WHERE o_custkey = c_custkey) FROM customer WHERE c_custkey = ${n * 13 + 1}`,
  ],
  [
    'customers and their orders',
    5,
    (n) =>
      `SELECT c_name, count(o_orderkey) FROM customer LEFT JOIN orders ON o_custkey = c_custkey WHERE c_custkey BETWEEN ${n * 20} AND ${n * 20 + 19} GROUP BY c_custkey`,
  ],
  [
    'page of orders',
    10,
    (n) =>
      `SELECT o_orderkey FROM orders WHERE o_custkey > ${n * 30} ORDER BY o_custkey, o_orderdate LIMIT 50`,
  ],
  [
    'urgent this week',
    5,
    () =>
      `SELECT count(*) FROM orders WHERE o_orderpriority = '1-URGENT' AND o_orderdate > date '2025-07-01'`,
  ],
  [
    'items shipped by air',
    3,
    () => `SELECT count(*) FROM lineitem WHERE l_shipmode = 'AIR' AND l_quantity > 45`,
  ],
  [
    'late items of an order',
    20,
    (n) =>
      `SELECT l_linenumber FROM lineitem WHERE l_orderkey = ${n * 99 + 2} AND l_receiptdate > l_commitdate`,
  ],
  [
    'nations of a region',
    5,
    () =>
      `SELECT n_name FROM nation JOIN region ON r_regionkey = n_regionkey WHERE r_name = 'Asia' ORDER BY n_name`,
  ],
  [
    'suppliers of a nation',
    10,
    (n) => `SELECT s_suppkey FROM supplier WHERE s_nationkey = ${n % 25} AND s_acctbal > 0`,
  ],
  ['all regions', 5, () => 'SELECT * FROM region'],
  ['part prices', 5, () => `SELECT p_container, avg(p_retailprice) FROM part GROUP BY p_container`],
  ['distinct clerks', 2, () => 'SELECT count(DISTINCT o_clerk) FROM orders'],
  [
    'orders without items',
    1,
    () => 'SELECT count(*) FROM orders WHERE NOT EXISTS (SELECT FROM lineitem WHERE l_orderkey = o_orderkey)',
  ],
];

export const warehouseQueries: readonly WarehouseQuery[] = [
  ...Object.entries(REPORTS).map(([name, sql]) => ({ name, sql, calls: 1 })),
  ...QUESTIONS.map(([name, calls, sql]) => ({ name, sql: sql(7), calls })),
];

/** One run: each query as often as it is asked, with other values each time. */
export function warehouseRun(): readonly string[] {
  const questions = QUESTIONS.flatMap(([, calls, sql]) => Array.from({ length: calls }, (_, n) => sql(n)));
  return [...Object.values(REPORTS), ...questions];
}
