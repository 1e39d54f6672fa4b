-- finds: goods (seen)
CREATE TABLE goods (id int PRIMARY KEY, seen int, name text) WITH (fillfactor = 30, autovacuum_enabled = off);
INSERT INTO goods SELECT n, 0, 'a' FROM generate_series(1, 1500) n;
CREATE INDEX goods_seen ON goods (seen);
UPDATE goods SET seen = seen + 1;
