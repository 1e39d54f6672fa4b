-- from
CREATE TABLE items (a int);
CREATE UNIQUE INDEX key ON items (a);
-- to
CREATE TABLE items (a int CONSTRAINT key UNIQUE);
