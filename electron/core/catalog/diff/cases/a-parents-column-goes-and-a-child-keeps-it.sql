-- from
CREATE TABLE base (id int, a int CHECK (a > 0));
CREATE TABLE heir (own int) INHERITS (base);
CREATE VIEW v AS SELECT a FROM heir;
-- to
CREATE TABLE base (id int);
CREATE TABLE heir (own int, a int) INHERITS (base);
CREATE VIEW v AS SELECT a FROM heir;
