-- from
CREATE TYPE address AS (street text, house int);
CREATE TABLE items (a address);
CREATE VIEW v AS SELECT (a).house FROM items;
-- to
CREATE TYPE address AS (street text, zip text);
CREATE TABLE items (a address);
CREATE VIEW v AS SELECT (a).street AS house FROM items;
