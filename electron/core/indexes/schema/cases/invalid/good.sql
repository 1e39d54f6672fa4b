-- A partitioned index is invalid until every partition has its part: no concurrent build was cut off.
CREATE TABLE goods (id int PRIMARY KEY, a int);
CREATE INDEX goods_a ON goods (a);
CREATE TABLE parted (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX parted_day ON ONLY parted (day);
