-- Its name alone says nothing.
CREATE TABLE goods (id int PRIMARY KEY, a int);
CREATE INDEX goods_a_ccnew ON goods (a);
