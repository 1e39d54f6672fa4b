CREATE TABLE colours (name text PRIMARY KEY, rgb int);
INSERT INTO colours VALUES ('red', 16711680), ('blue', 255);
