-- from
CREATE TABLE measures (id int, name text) PARTITION BY RANGE (id);
CREATE TABLE low PARTITION OF measures DEFAULT;
CREATE INDEX i ON measures (name);
-- to
CREATE TABLE measures (id int, name text) PARTITION BY RANGE (id);
CREATE TABLE low PARTITION OF measures DEFAULT;
CREATE INDEX i ON ONLY measures (name);
