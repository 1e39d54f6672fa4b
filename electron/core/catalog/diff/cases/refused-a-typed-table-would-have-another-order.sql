-- refused: its columns have another order
-- from
CREATE TYPE address AS (street text, house int);
CREATE TABLE items OF address;
-- to
CREATE TYPE address AS (house int, street text);
CREATE TABLE items OF address;
