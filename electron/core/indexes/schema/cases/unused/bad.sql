-- finds: goods (b) DROP INDEX CONCURRENTLY "public"."goods_b"
-- finds: goods (a, b) DROP INDEX CONCURRENTLY "public"."goods_a_b"
CREATE TABLE goods (id int PRIMARY KEY, a int, b int);
INSERT INTO goods SELECT n, n, n FROM generate_series(1, 5000) n;
CREATE INDEX goods_b ON goods (b);
CREATE INDEX goods_a_b ON goods (a, b DESC);
ANALYZE goods;
