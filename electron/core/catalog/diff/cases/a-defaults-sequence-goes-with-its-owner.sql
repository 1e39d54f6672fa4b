-- from
CREATE SEQUENCE s;
CREATE TABLE a (id int DEFAULT nextval('s'));
CREATE TABLE b (id int);
ALTER SEQUENCE s OWNED BY b.id;
-- to
CREATE TABLE a (id int);
CREATE TABLE b (other int);
