-- from
CREATE TABLE base (id int, a int DEFAULT 3);CREATE TABLE heir (own int) INHERITS (base);
CREATE TABLE grand_heir (more int) INHERITS (heir);
ALTER TABLE heir ALTER a SET DEFAULT 4;
-- to
CREATE TABLE base (id int, a text DEFAULT 'x' NOT NULL);CREATE TABLE heir (own int) INHERITS (base);
CREATE TABLE grand_heir (more int) INHERITS (heir);
ALTER TABLE heir ALTER a SET DEFAULT 'y';
