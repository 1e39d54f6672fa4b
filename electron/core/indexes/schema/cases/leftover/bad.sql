-- finds: goods (a) DROP INDEX CONCURRENTLY "public"."goods_a_ccnew"
-- finds: goods (a) DROP INDEX CONCURRENTLY "public"."goods_a_ccold1"
CREATE TABLE goods (id int PRIMARY KEY, a int);
CREATE INDEX goods_a ON goods (a);
CREATE INDEX goods_a_ccnew ON goods (a);
CREATE INDEX goods_a_ccold1 ON goods (a);
UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('goods_a_ccnew'::regclass, 'goods_a_ccold1'::regclass);
