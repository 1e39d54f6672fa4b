-- from
CREATE TABLE measures (id int NOT NULL, name text) PARTITION BY RANGE (id);
ALTER TABLE measures ADD PRIMARY KEY (id);
CREATE INDEX measured ON measures (name);
-- to
CREATE TABLE measures (id int NOT NULL, name text) PARTITION BY RANGE (id);
CREATE TABLE low PARTITION OF measures FOR VALUES FROM (0) TO (10) PARTITION BY LIST (id);
CREATE TABLE lowest PARTITION OF low FOR VALUES IN (1);
ALTER TABLE measures ADD PRIMARY KEY (id);
CREATE INDEX measured ON measures (name);
