-- from
CREATE TABLE items (a int PRIMARY KEY, b int);
CREATE INDEX i ON items (b);
ALTER TABLE items CLUSTER ON i;
-- to
CREATE TABLE items (a int PRIMARY KEY, b int);
CREATE INDEX i ON items (b);
ALTER TABLE items CLUSTER ON items_pkey;
