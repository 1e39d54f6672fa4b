-- from
CREATE TABLE base (id int);
CREATE TABLE heir (a int) INHERITS (base);
-- to
CREATE TABLE base (id int, a text);
CREATE TABLE heir (a text) INHERITS (base);
