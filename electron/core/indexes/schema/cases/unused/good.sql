-- Used, unique, needed by a foreign key, or of a table too small for any.
CREATE TABLE goods (id int PRIMARY KEY, a int UNIQUE, b int);
INSERT INTO goods SELECT n, n, n FROM generate_series(1, 5000) n;
CREATE INDEX goods_b ON goods (b);
CREATE TABLE refers (id int PRIMARY KEY, goods_id int REFERENCES goods);
INSERT INTO refers SELECT n, n FROM generate_series(1, 5000) n;
CREATE INDEX refers_goods ON refers (goods_id);
CREATE TABLE small (id int PRIMARY KEY, a int);
CREATE INDEX small_a ON small (a);
ANALYZE goods, refers, small;
SELECT id FROM goods WHERE b = 17;
