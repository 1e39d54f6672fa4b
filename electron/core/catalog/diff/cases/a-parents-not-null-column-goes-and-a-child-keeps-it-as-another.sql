-- from
CREATE TABLE base (id int, a int NOT NULL);
CREATE TABLE heir () INHERITS (base);
-- to
CREATE TABLE base (id int);
CREATE TABLE heir (a text) INHERITS (base);
