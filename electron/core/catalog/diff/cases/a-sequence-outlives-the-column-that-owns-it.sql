-- from
CREATE TABLE items (id int, a serial);
-- to
CREATE SEQUENCE items_a_seq AS int;
CREATE TABLE items (id int);
