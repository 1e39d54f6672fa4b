-- from
CREATE TABLE items (id serial);
-- to
CREATE UNLOGGED TABLE items (id int NOT NULL);
CREATE SEQUENCE items_id_seq AS int OWNED BY items.id;
ALTER TABLE items ALTER id SET DEFAULT nextval('items_id_seq');
