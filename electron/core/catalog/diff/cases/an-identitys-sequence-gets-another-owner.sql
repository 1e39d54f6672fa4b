-- from
CREATE TABLE a (id int GENERATED ALWAYS AS IDENTITY);
CREATE TABLE b (id int NOT NULL);
-- to
CREATE TABLE a (id int NOT NULL);
CREATE SEQUENCE a_id_seq;
CREATE TABLE b (id int NOT NULL DEFAULT nextval('a_id_seq'));
ALTER SEQUENCE a_id_seq OWNED BY b.id;
