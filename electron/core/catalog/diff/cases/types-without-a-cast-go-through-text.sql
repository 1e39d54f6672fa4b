-- from
CREATE TABLE items (a int, b interval, c numeric, d int, e date[]);
-- to
CREATE TABLE items (a jsonb, b int, c int[], d varchar(9)[], e int[]);
