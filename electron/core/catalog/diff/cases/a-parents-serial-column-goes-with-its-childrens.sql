-- from
CREATE TABLE base (id int, a serial);
CREATE TABLE heir () INHERITS (base);
-- to
CREATE TABLE base (id int);
CREATE TABLE heir () INHERITS (base);
