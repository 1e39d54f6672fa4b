-- from
CREATE TABLE items (id serial);
-- to
CREATE TABLE items (id int GENERATED ALWAYS AS IDENTITY);
