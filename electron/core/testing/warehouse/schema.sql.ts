/**
 * A warehouse's database in the manner of TPC-H: keys, sizes, skew and correlations of its kind, rows of our own,
 * the same on every machine.
 */
export const tablesSql = `
CREATE TABLE region (r_regionkey int PRIMARY KEY, r_name text NOT NULL);
CREATE TABLE nation (n_nationkey int PRIMARY KEY, n_name text NOT NULL, n_regionkey int NOT NULL REFERENCES region);
CREATE TABLE supplier (s_suppkey int PRIMARY KEY, s_name text NOT NULL, s_nationkey int NOT NULL REFERENCES nation,
  s_acctbal numeric(12,2) NOT NULL);
CREATE TABLE customer (c_custkey int PRIMARY KEY, c_name text NOT NULL, c_email text NOT NULL,
  c_nationkey int NOT NULL REFERENCES nation, c_mktsegment text NOT NULL, c_acctbal numeric(12,2) NOT NULL,
  c_closed_at timestamptz);
CREATE TABLE part (p_partkey int PRIMARY KEY, p_name text NOT NULL, p_brand text NOT NULL, p_type text NOT NULL,
  p_size int NOT NULL, p_container text NOT NULL, p_retailprice numeric(12,2) NOT NULL, p_tags text[] NOT NULL,
  p_details jsonb NOT NULL);
CREATE TABLE partsupp (ps_partkey int NOT NULL REFERENCES part, ps_suppkey int NOT NULL REFERENCES supplier,
  ps_availqty int NOT NULL, ps_supplycost numeric(12,2) NOT NULL, PRIMARY KEY (ps_partkey, ps_suppkey));
CREATE TABLE orders (o_orderkey int PRIMARY KEY, o_custkey int NOT NULL REFERENCES customer, o_orderstatus char(1) NOT NULL,
  o_totalprice numeric(12,2) NOT NULL, o_orderdate date NOT NULL, o_orderpriority text NOT NULL, o_clerk text NOT NULL,
  o_comment text NOT NULL);
CREATE TABLE lineitem (l_orderkey int NOT NULL REFERENCES orders, l_linenumber int NOT NULL, l_partkey int NOT NULL,
  l_suppkey int NOT NULL, l_quantity numeric(12,2) NOT NULL, l_extendedprice numeric(12,2) NOT NULL,
  l_discount numeric(4,2) NOT NULL, l_tax numeric(4,2) NOT NULL, l_returnflag char(1) NOT NULL, l_linestatus char(1) NOT NULL,
  l_shipdate date NOT NULL, l_commitdate date NOT NULL, l_receiptdate date NOT NULL, l_shipmode text NOT NULL,
  PRIMARY KEY (l_orderkey, l_linenumber), FOREIGN KEY (l_partkey, l_suppkey) REFERENCES partsupp);
`;

/** What its owner has made over the years. */
export const indexesSql = `
CREATE INDEX nation_regionkey ON nation (n_regionkey);
CREATE INDEX supplier_nationkey ON supplier (s_nationkey);
CREATE INDEX customer_nationkey ON customer (c_nationkey);
CREATE INDEX customer_segment ON customer (c_mktsegment);
CREATE INDEX customer_email ON customer (c_email);
CREATE INDEX customer_lower_name ON customer (lower(c_name));
CREATE INDEX part_brand ON part (p_brand, p_container);
CREATE INDEX part_size_type ON part (p_size, p_type);
CREATE INDEX part_tags ON part USING gin (p_tags);
CREATE INDEX part_details ON part USING gin (p_details);
CREATE INDEX partsupp_suppkey ON partsupp (ps_suppkey);
CREATE INDEX orders_custkey ON orders (o_custkey, o_orderdate);
CREATE INDEX orders_orderdate ON orders (o_orderdate);
CREATE INDEX orders_clerk ON orders (o_clerk);
CREATE INDEX orders_open ON orders (o_totalprice) WHERE o_orderstatus = 'O';
CREATE INDEX lineitem_part ON lineitem (l_partkey, l_suppkey);
CREATE INDEX lineitem_suppkey ON lineitem (l_suppkey);
CREATE INDEX lineitem_shipdate ON lineitem (l_shipdate) INCLUDE (l_extendedprice, l_discount, l_quantity);
CREATE INDEX lineitem_receiptdate ON lineitem (l_receiptdate);
`;

/** As many orders, and the other tables in proportion. */
export function rowsSql(orders: number): string {
  const [customers, parts, suppliers] = [orders / 10, (orders * 2) / 15, orders / 150].map(Math.ceil);
  return `
SET synchronous_commit = off;
INSERT INTO region SELECT n, (ARRAY['Africa', 'America', 'Asia', 'Europe', 'Middle East'])[n + 1] FROM generate_series(0, 4) n;
INSERT INTO nation SELECT n, 'Nation ' || n, n % 5 FROM generate_series(0, 24) n;
INSERT INTO supplier SELECT n, 'Supplier ' || n, n * 7 % 25, (n * 7919 % 1100000) / 100.0 - 1000 FROM generate_series(1, ${suppliers}) n;
INSERT INTO customer SELECT n, 'Customer ' || n, 'customer' || n || '@example.com', n * 11 % 25,
  (ARRAY['automobile', 'building', 'furniture', 'machinery', 'household'])[n * 13 % 5 + 1], (n::bigint * 7919 % 1100000) / 100.0 - 1000,
  CASE WHEN n % 10 > 0 THEN timestamptz '2024-01-01' + n * interval '1 hour' END FROM generate_series(1, ${customers}) n;
INSERT INTO part SELECT n,
  (ARRAY['green', 'blue', 'red', 'ivory', 'almond', 'azure', 'khaki', 'lemon'])[n % 8 + 1] || ' ' ||
    (ARRAY['bolt', 'nut', 'gear', 'cable', 'valve', 'pump', 'seal'])[n % 7 + 1] || ' ' || n,
  'Brand ' || n % 25, (ARRAY['STANDARD', 'SMALL', 'MEDIUM', 'LARGE', 'ECONOMY', 'PROMO'])[n % 6 + 1] || ' ' ||
    (ARRAY['TIN', 'NICKEL', 'BRASS', 'STEEL', 'COPPER'])[n % 5 + 1], n * 17 % 50 + 1,
  (ARRAY['SM BOX', 'LG BOX', 'MED BAG', 'JUMBO JAR', 'WRAP CASE'])[n * 3 % 5 + 1] , 900 + n % 1000 / 10.0,
  ARRAY['tag' || n % 50, 'tag' || n * 31 % 400],
  jsonb_build_object('colour', n % 12, 'maker', 'maker ' || n * 7 % 500, 'heavy', n % 9 = 0) FROM generate_series(1, ${parts}) n;
INSERT INTO partsupp SELECT p, 1 + (p + k * (${suppliers} / 4 + 1)) % ${suppliers}, p * 31 % 10000, (p::bigint * 7 + k * 101) % 100000 / 100.0
  FROM generate_series(1, ${parts}) p, generate_series(0, 3) k;
INSERT INTO orders SELECT n, 1 + (n::bigint * 7919 % ${customers} * (n % 3 + 1) / 3), (CASE WHEN n > ${orders} * 0.95 THEN 'O' WHEN n % 40 = 0 THEN 'P' ELSE 'F' END),
  (n::bigint * 104729 % 50000000) / 100.0, date '2019-01-01' + n * 2400 / ${orders} + n % 7,
  (ARRAY['1-URGENT', '2-HIGH', '3-MEDIUM', '4-NOT SPECIFIED', '5-LOW'])[n * 3 % 5 + 1], 'Clerk ' || n::bigint * 31 % 1000,
  repeat('note ', 3 + n % 10) || md5(n::text) FROM generate_series(1, ${orders}) n;
INSERT INTO lineitem SELECT o_orderkey, k, 1 + part, 1 + (1 + part + (k % 4) * (${suppliers} / 4 + 1)) % ${suppliers}, 1 + (o_orderkey + k) % 50,
  900 + (o_orderkey::bigint * 7 + k) % 90000, (o_orderkey + k) % 11 / 100.0, (o_orderkey + k) % 9 / 100.0,
  (CASE WHEN o_orderdate > '2024-06-01' THEN 'N' WHEN (o_orderkey + k) % 2 = 0 THEN 'R' ELSE 'A' END),
  (CASE WHEN o_orderdate > '2024-06-01' THEN 'O' ELSE 'F' END), o_orderdate + 1 + (o_orderkey * 3 + k * 11) % 120,
  o_orderdate + 30 + (o_orderkey + k) % 60, o_orderdate + 2 + (o_orderkey * 5 + k * 7) % 150,
  (ARRAY['AIR', 'RAIL', 'SHIP', 'TRUCK', 'MAIL', 'FOB', 'REG AIR'])[(o_orderkey * 3 + k) % 7 + 1]
  FROM orders, generate_series(1, 4) k, LATERAL (SELECT ((o_orderkey::bigint * 7907 + k * 4241) % ${parts})::int AS part) AS chosen;
CREATE STATISTICS part_brand_container ON p_brand, p_container FROM part;
`;
}
