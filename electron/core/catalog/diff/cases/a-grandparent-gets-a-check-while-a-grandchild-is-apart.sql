-- from
CREATE TABLE base (id int, b int GENERATED ALWAYS AS (id) STORED);
CREATE TABLE heir () INHERITS (base);
CREATE TABLE grand_heir () INHERITS (heir);
-- to
CREATE TABLE base (id int, b bigint, CONSTRAINT named CHECK (id > 0));
CREATE TABLE heir () INHERITS (base);
CREATE TABLE grand_heir () INHERITS (heir);
