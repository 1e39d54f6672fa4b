-- finds: goods (a) DROP INDEX CONCURRENTLY "public"."goods_a_again"
-- finds: goods (id) DROP INDEX CONCURRENTLY "public"."goods_id"
-- finds: goods (lower(c)) DROP INDEX CONCURRENTLY "public"."goods_lower_again"
-- finds: goods (d) DROP INDEX CONCURRENTLY "public"."goods_d_again"
-- finds: goods (b) DROP INDEX CONCURRENTLY "public"."goods_b"
-- finds: goods (tags) DROP INDEX CONCURRENTLY "public"."goods_tags_again"
CREATE TABLE goods (id int PRIMARY KEY, a int, b int, c text, d text UNIQUE, tags text[]);
CREATE INDEX goods_a ON goods (a);
CREATE INDEX goods_a_again ON goods (a) WITH (fillfactor = 50);
CREATE INDEX goods_id ON goods (id);
CREATE INDEX goods_lower ON goods (lower(c)) WHERE a > 0;
CREATE INDEX goods_lower_again ON goods (lower(c)) WHERE /* the same */ a > 0;
CREATE UNIQUE INDEX goods_d_again ON goods (d);
CREATE INDEX goods_b ON goods (b);
CREATE INDEX goods_b_includes ON goods (b) INCLUDE (a);
CREATE INDEX goods_tags ON goods USING gin (tags);
CREATE INDEX goods_tags_again ON goods USING gin (tags);
