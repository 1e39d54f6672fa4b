-- finds: goods (a) DROP INDEX CONCURRENTLY "public"."goods_a"
-- finds: goods (a, b) DROP INDEX CONCURRENTLY "public"."goods_a_b"
-- finds: goods (c) DROP INDEX CONCURRENTLY "public"."goods_partly_c"
-- finds: goods (id) DROP INDEX CONCURRENTLY "public"."goods_id"
CREATE TABLE goods (id int, a int, b int, c int, d text, PRIMARY KEY (id, a));
CREATE INDEX goods_a ON goods (a);
CREATE INDEX goods_a_b ON goods (a, b);
CREATE INDEX goods_a_b_c ON goods (a, b, c);
CREATE INDEX goods_partly_c ON goods (c) WHERE    d = 'open';
CREATE INDEX goods_partly_c_b ON goods (c, b) WHERE d = 'open';
CREATE INDEX goods_id ON goods (id);
