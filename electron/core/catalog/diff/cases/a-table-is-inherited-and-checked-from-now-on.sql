-- from
CREATE TABLE base (id int CONSTRAINT more CHECK (id > 0));
CREATE TABLE heir (id int, own int);
-- to
CREATE TABLE base (id int CONSTRAINT more CHECK (id > 0));
CREATE TABLE heir (own int) INHERITS (base);
