-- from
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE measures (id int PRIMARY KEY REFERENCES customers, name text, CONSTRAINT positive CHECK (id >= 0)) PARTITION BY RANGE (id);
CREATE INDEX measured ON measures (name);
CREATE TABLE refers (id int REFERENCES measures);
CREATE TABLE low PARTITION OF measures FOR VALUES FROM (0) TO (10);
-- to
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE measures (id int PRIMARY KEY REFERENCES customers, name text, CONSTRAINT positive CHECK (id >= 0)) PARTITION BY RANGE (id);
CREATE INDEX measured ON measures (name);
CREATE TABLE refers (id int REFERENCES measures);
