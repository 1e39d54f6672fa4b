-- finds: bare ()
-- finds: has_index (a, b) ALTER TABLE "public"."has_index" ADD CONSTRAINT "has_index_a_b" PRIMARY KEY USING INDEX "has_index_a_b"
-- finds: has_constraint ()
-- finds: may_be_null ()
-- finds: parted ()
-- finds: parted_by_other ()
-- finds: sorted_otherwise ()
-- finds: collated_otherwise ()
-- finds: has_id ()
CREATE TABLE bare (a int);
CREATE TABLE has_index (a int NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX has_index_a_b ON has_index (a, b);
CREATE TABLE has_constraint (a int NOT NULL UNIQUE);
CREATE TABLE may_be_null (a int);
CREATE UNIQUE INDEX may_be_null_a ON may_be_null (a);
CREATE TABLE parted (day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE parted_by_other (id int, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE sorted_otherwise (code text NOT NULL);
CREATE UNIQUE INDEX ON sorted_otherwise (code text_pattern_ops);
CREATE TABLE collated_otherwise (code text NOT NULL);
CREATE UNIQUE INDEX ON collated_otherwise (code COLLATE "C");
CREATE TABLE has_id (id int NOT NULL, name text);
