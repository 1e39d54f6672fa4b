-- from
CREATE COLLATION mine FROM "C";
CREATE TABLE items (a text COLLATE mine);
CREATE INDEX i ON items (a);
-- to
CREATE COLLATION mine FROM "POSIX";
CREATE TABLE items (a text COLLATE mine);
CREATE INDEX i ON items (a);
