-- from
CREATE TYPE address AS (street text, house int);
CREATE TABLE items OF address (PRIMARY KEY (house));
-- to
CREATE TYPE address AS (street varchar(9), house int, zip text);
CREATE TABLE items OF address (PRIMARY KEY (house));
