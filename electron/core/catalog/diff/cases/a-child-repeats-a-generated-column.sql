-- from
CREATE TABLE base (id int, doubled int GENERATED ALWAYS AS (id * 2) STORED);
-- to
CREATE TABLE base (id int, doubled int GENERATED ALWAYS AS (id * 2) STORED);
CREATE TABLE heir (own int, doubled int) INHERITS (base);
