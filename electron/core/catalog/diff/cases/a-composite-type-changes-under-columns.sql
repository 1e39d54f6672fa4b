-- from
CREATE TYPE address AS (street text, house int);
CREATE TABLE items (a address, b address[] DEFAULT '{}');
CREATE VIEW v AS SELECT (a).street FROM items;
-- to
CREATE TYPE address AS (street varchar(30), house bigint);
CREATE TABLE items (a address, b address[] DEFAULT '{}');
CREATE VIEW v AS SELECT (a).street FROM items;
