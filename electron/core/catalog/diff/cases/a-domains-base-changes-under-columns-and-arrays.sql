-- from
CREATE DOMAIN cents AS int DEFAULT 1;
CREATE TABLE items (a cents, b cents[]);
CREATE VIEW v AS SELECT a FROM items;
-- to
CREATE DOMAIN cents AS bigint NOT NULL CHECK (VALUE > 0);
CREATE TABLE items (a cents, b cents[]);
CREATE VIEW v AS SELECT a FROM items;
