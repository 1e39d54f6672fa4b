-- since: 18
-- refused: has a column of its row type
-- from
CREATE TABLE base (id int, name text);
CREATE TABLE holder (id int, one base);
-- to
CREATE TABLE base (id int, name text, a int GENERATED ALWAYS AS (id * 2) VIRTUAL);
CREATE TABLE holder (id int, one base);
