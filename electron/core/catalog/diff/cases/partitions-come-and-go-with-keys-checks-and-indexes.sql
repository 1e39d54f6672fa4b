-- from
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE measures (id int PRIMARY KEY REFERENCES customers, name text, CONSTRAINT positive CHECK (id >= 0)) PARTITION BY RANGE (id);
CREATE INDEX measured ON measures (name);
CREATE TABLE refers (id int REFERENCES measures);
CREATE TABLE low PARTITION OF measures FOR VALUES FROM (0) TO (10);
CREATE TABLE high (extra int, name text, id int NOT NULL);
-- to
CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE measures (id int PRIMARY KEY REFERENCES customers, name text, CONSTRAINT positive CHECK (id >= 0)) PARTITION BY RANGE (id);
CREATE INDEX measured ON measures (name);
CREATE TABLE refers (id int REFERENCES measures);
CREATE TABLE low (id int PRIMARY KEY, name text);
CREATE TABLE high PARTITION OF measures DEFAULT;
