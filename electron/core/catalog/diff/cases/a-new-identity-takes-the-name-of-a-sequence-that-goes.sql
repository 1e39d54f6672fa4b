-- from
CREATE SEQUENCE items_id_seq;
-- to
CREATE TABLE items (id int GENERATED ALWAYS AS IDENTITY);
