-- finds: goods (a) REINDEX INDEX CONCURRENTLY "public"."goods_a"
-- finds: goods (b) REINDEX INDEX CONCURRENTLY "public"."goods_b_key"
-- finds: goods (b) REINDEX INDEX CONCURRENTLY "public"."goods_key_ccnew"
CREATE TABLE goods (id int PRIMARY KEY, a int, b int, CONSTRAINT goods_b_key UNIQUE (b));
ALTER TABLE goods ADD CONSTRAINT goods_key_ccnew UNIQUE (b);
CREATE INDEX goods_a ON goods (a);
UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('goods_a'::regclass, 'goods_b_key'::regclass, 'goods_key_ccnew'::regclass);
