-- What changes is in no index; in the other table too little changes for it to matter.
CREATE TABLE goods (id int PRIMARY KEY, seen int, name text) WITH (fillfactor = 30, autovacuum_enabled = off);
INSERT INTO goods SELECT n, 0, 'a' FROM generate_series(1, 1500) n;
CREATE INDEX goods_name ON goods (name);
UPDATE goods SET seen = seen + 1;
CREATE TABLE quiet (id int PRIMARY KEY, seen int) WITH (fillfactor = 30, autovacuum_enabled = off);
INSERT INTO quiet SELECT n, 0 FROM generate_series(1, 500) n;
CREATE INDEX quiet_seen ON quiet (seen);
UPDATE quiet SET seen = seen + 1;
