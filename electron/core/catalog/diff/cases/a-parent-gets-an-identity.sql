-- from
CREATE TABLE base (id int);
CREATE TABLE heir () INHERITS (base);
-- to
CREATE TABLE base (id int, a bigint GENERATED ALWAYS AS IDENTITY);
CREATE TABLE heir () INHERITS (base);
