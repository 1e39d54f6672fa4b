-- from
CREATE TABLE base (id int, name text, a int GENERATED ALWAYS AS (id * 2) STORED, CONSTRAINT named CHECK (name <> 'x'));
CREATE TABLE heir (own int) INHERITS (base);
CREATE TABLE grand_heir (more text) INHERITS (heir);
-- to
CREATE TABLE base (id int, name text, a int);
CREATE TABLE heir (own int) INHERITS (base);
CREATE TABLE grand_heir (more text) INHERITS (heir);
