-- from
CREATE TABLE base (id int, a int GENERATED ALWAYS AS (id * 2) STORED);
CREATE TABLE heir () INHERITS (base);
CREATE TABLE grand_heir () INHERITS (heir);
-- to
CREATE TABLE base (id int, a int);
CREATE TABLE heir () INHERITS (base);
CREATE TABLE grand_heir () INHERITS (heir);
