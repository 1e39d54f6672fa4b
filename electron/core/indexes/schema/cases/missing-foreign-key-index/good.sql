-- Any order of the key's columns, whatever comes after them, other operator classes with the same equality, a hash.
CREATE TABLE parent (a int, b int, PRIMARY KEY (a, b), name text UNIQUE);
CREATE TABLE single (id int PRIMARY KEY);
CREATE TABLE refers_other_order (id int PRIMARY KEY, parent_a int, parent_b int, more int,
  FOREIGN KEY (parent_a, parent_b) REFERENCES parent);
CREATE INDEX ON refers_other_order (parent_b DESC, parent_a, more);
CREATE TABLE refers_by_key (parent_a int, parent_b int, more int, PRIMARY KEY (parent_b, parent_a, more),
  FOREIGN KEY (parent_a, parent_b) REFERENCES parent);
CREATE TABLE refers_pattern (id int PRIMARY KEY, name text REFERENCES parent (name));
CREATE INDEX ON refers_pattern (name text_pattern_ops);
CREATE TABLE refers_hash (id int PRIMARY KEY, single_id int REFERENCES single);
CREATE INDEX ON refers_hash USING hash (single_id);
CREATE TABLE refers_wider (id int PRIMARY KEY, single_id bigint REFERENCES single);
CREATE INDEX ON refers_wider (single_id);
CREATE TABLE refers_parted (id int REFERENCES single, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE refers_part PARTITION OF refers_parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
