-- since: 18
-- from
CREATE TABLE base (id int);
CREATE TABLE heir () INHERITS (base);
-- to
CREATE TABLE base (id int, b int);
ALTER TABLE base ADD CONSTRAINT "n v" NOT NULL b NOT VALID;
CREATE TABLE heir () INHERITS (base);
