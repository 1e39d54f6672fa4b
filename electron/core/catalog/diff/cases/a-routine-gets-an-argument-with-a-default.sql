-- from
CREATE FUNCTION plus(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE TABLE items (a int DEFAULT plus(1));
-- to
CREATE FUNCTION plus(x int, y int DEFAULT 0) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE TABLE items (a int DEFAULT plus(1));
