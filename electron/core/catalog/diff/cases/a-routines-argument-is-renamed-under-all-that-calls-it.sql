-- from
CREATE FUNCTION plus(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE DOMAIN d AS int DEFAULT plus(1) CHECK (VALUE > plus(0));
CREATE TABLE items (id int DEFAULT plus(2), a int GENERATED ALWAYS AS (plus(id)) STORED, b d, c d[], CHECK (plus(id) > 1));
CREATE INDEX i ON items (plus(id));
CREATE INDEX j ON items (a);
CREATE VIEW v AS SELECT plus(id) AS x, a FROM items;
-- to
CREATE FUNCTION plus(y int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE DOMAIN d AS int DEFAULT plus(1) CHECK (VALUE > plus(0));
CREATE TABLE items (id int DEFAULT plus(2), a int GENERATED ALWAYS AS (plus(id)) STORED, b d, c d[], CHECK (plus(id) > 1));
CREATE INDEX i ON items (plus(id));
CREATE INDEX j ON items (a);
CREATE VIEW v AS SELECT plus(id) AS x, a FROM items;
