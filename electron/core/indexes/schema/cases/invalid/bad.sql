-- finds: goods (a) REINDEX INDEX CONCURRENTLY "public"."goods_a"
-- finds: goods (b) REINDEX INDEX CONCURRENTLY "public"."goods_b_key"
-- finds: goods (b) REINDEX INDEX CONCURRENTLY "public"."goods_key_ccnew"
-- finds: parted (day)
-- finds: below (day)
CREATE TABLE goods (id int PRIMARY KEY, a int, b int, CONSTRAINT goods_b_key UNIQUE (b));
ALTER TABLE goods ADD CONSTRAINT goods_key_ccnew UNIQUE (b);
CREATE INDEX goods_a ON goods (a);
UPDATE pg_index SET indisvalid = false WHERE indexrelid IN ('goods_a'::regclass, 'goods_b_key'::regclass, 'goods_key_ccnew'::regclass);
CREATE TABLE parted (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE below PARTITION OF parted FOR VALUES FROM ('2027-01-01') TO ('2028-01-01') PARTITION BY RANGE (day);
CREATE TABLE lowest PARTITION OF below FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
CREATE INDEX parted_day ON ONLY parted (day);
CREATE INDEX below_day ON ONLY below (day);
ALTER INDEX parted_day ATTACH PARTITION below_day;
