-- from
CREATE TABLE items (a int, b int GENERATED ALWAYS AS (a * 2) STORED, UNIQUE (b, a));
CREATE INDEX i ON items (b);
-- to
CREATE TABLE items (a bigint, b int GENERATED ALWAYS AS (a * 2) STORED, UNIQUE (b, a));
CREATE INDEX i ON items (b);
