-- from

-- to
CREATE TABLE base (id int, b text);
ALTER TABLE base ALTER b SET STORAGE EXTERNAL;
CREATE TABLE heir (id int, b text);
ALTER TABLE heir INHERIT base;
