-- refused: by their places
-- from
CREATE TABLE items (a int, c int);
CREATE FUNCTION listed() RETURNS SETOF items LANGUAGE sql BEGIN ATOMIC SELECT * FROM items;
END;
-- to
CREATE TABLE items (a int, b text, c int);
CREATE FUNCTION listed() RETURNS SETOF items LANGUAGE sql BEGIN ATOMIC SELECT * FROM items;
END;
