-- Nothing but the foreign keys' own columns at the front of a whole, valid index helps.
-- finds: refers_bare (parent_a, parent_b) CREATE INDEX CONCURRENTLY "refers_bare_parent_a_parent_b_idx" ON "public"."refers_bare" ("parent_a", "parent_b")
-- finds: refers_partly (parent_a, parent_b) CREATE INDEX CONCURRENTLY "refers_partly_parent_a_parent_b_idx1" ON "public"."refers_partly" ("parent_a", "parent_b")
-- finds: refers_collated (name) CREATE INDEX CONCURRENTLY "refers_collated_name_idx1" ON "public"."refers_collated" ("name")
-- finds: refers_brin (id) CREATE INDEX CONCURRENTLY "refers_brin_id_idx1" ON "public"."refers_brin" ("id")
-- finds: "Odd ""Table" ("Col,umn") CREATE INDEX CONCURRENTLY "Odd ""Table_Col,umn_idx" ON "public"."Odd ""Table" ("Col,umn")
-- finds: refers_parted (id) CREATE INDEX "refers_parted_id_idx" ON "public"."refers_parted" ("id")
-- finds: refers_long (a_parent_whose_name_is_so_long_that_an_index_cuts_it_off_one) CREATE INDEX CONCURRENTLY "refers_long_a_parent_whose_name_is_so_long_that_an_index_c_idx1" ON "public"."refers_long" ("a_parent_whose_name_is_so_long_that_an_index_cuts_it_off_one")
-- finds: refers_long (a_parent_whose_name_is_so_long_that_an_index_cuts_it_off_two) CREATE INDEX CONCURRENTLY "refers_long_a_parent_whose_name_is_so_long_that_an_index_cu_idx" ON "public"."refers_long" ("a_parent_whose_name_is_so_long_that_an_index_cuts_it_off_two")
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), name text UNIQUE);
CREATE TABLE single (id int PRIMARY KEY);
CREATE TABLE refers_bare (id int PRIMARY KEY, parent_a int, parent_b int, FOREIGN KEY (parent_a, parent_b) REFERENCES parent,
  CONSTRAINT again FOREIGN KEY (parent_a, parent_b) REFERENCES parent (a, b));
CREATE TABLE refers_partly (id int PRIMARY KEY, parent_a int, parent_b int, between_them int,
  FOREIGN KEY (parent_a, parent_b) REFERENCES parent);
CREATE INDEX refers_partly_parent_a_parent_b_idx ON refers_partly (parent_a, parent_b) WHERE parent_a > 0;
CREATE INDEX ON refers_partly (parent_a, between_them, parent_b);
CREATE INDEX ON refers_partly (parent_b);
CREATE INDEX ON refers_partly ((parent_a + 0), parent_b);
CREATE TABLE refers_collated (id int PRIMARY KEY, name text REFERENCES parent (name));
CREATE INDEX ON refers_collated (name COLLATE "C");
CREATE TABLE refers_brin (key int PRIMARY KEY, id int REFERENCES single);
CREATE INDEX ON refers_brin USING brin (id);
CREATE TABLE "Odd ""Table" (id int PRIMARY KEY, "Col,umn" int REFERENCES single);
CREATE TABLE refers_parted (id int REFERENCES single, day date, PRIMARY KEY (day, id)) PARTITION BY RANGE (day);
CREATE TABLE refers_part PARTITION OF refers_parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE refers_long (id int PRIMARY KEY, a_parent_whose_name_is_so_long_that_an_index_cuts_it_off_one int REFERENCES single, a_parent_whose_name_is_so_long_that_an_index_cuts_it_off_two int REFERENCES single);
