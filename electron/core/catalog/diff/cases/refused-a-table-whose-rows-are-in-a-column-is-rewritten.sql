-- refused: has a column of its row type
-- from
CREATE TABLE base (id int);
CREATE TABLE holder (one base);
-- to
CREATE TABLE base (id bigint);
CREATE TABLE holder (one base);
