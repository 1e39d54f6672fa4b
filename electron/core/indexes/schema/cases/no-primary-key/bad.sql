-- finds: bare ()
-- finds: has_index (a, b) ALTER TABLE "public"."has_index" ADD CONSTRAINT "has_index_a_b" PRIMARY KEY USING INDEX "has_index_a_b"
-- finds: has_constraint ()
-- finds: may_be_null ()
-- finds: parted ()
CREATE TABLE bare (a int);
CREATE TABLE has_index (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX has_index_a_b ON has_index (a, b);
CREATE TABLE has_constraint (a int NOT NULL UNIQUE);
CREATE TABLE may_be_null (a int);
CREATE UNIQUE INDEX may_be_null_a ON may_be_null (a);
CREATE TABLE parted (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
