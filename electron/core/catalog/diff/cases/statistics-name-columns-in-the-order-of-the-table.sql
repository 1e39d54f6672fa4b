-- from
CREATE TABLE items (b int);
-- to
CREATE TABLE items (a int, b int);
CREATE STATISTICS s ON a, b FROM items;
