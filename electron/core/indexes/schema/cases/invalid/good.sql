-- Valid as soon as every partition has its part; and one that a constraint stands on is the constraint's own business.
CREATE TABLE goods (id int PRIMARY KEY, a int);
CREATE INDEX goods_a ON goods (a);
CREATE TABLE parted (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE part PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX parted_day ON ONLY parted (day);
CREATE INDEX part_day ON part (day);
ALTER INDEX parted_day ATTACH PARTITION part_day;
