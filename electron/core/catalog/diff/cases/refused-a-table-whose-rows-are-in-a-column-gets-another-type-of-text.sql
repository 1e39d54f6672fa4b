-- refused: has a column of its row type
-- from
CREATE TABLE base (id int, name text);
CREATE TABLE holder (id int, one base);
-- to
CREATE TABLE base (id int, name varchar);
CREATE TABLE holder (id int, one base);
