-- from

-- to
CREATE TABLE model (id int NOT NULL);
CREATE TABLE a_copy (LIKE model);
