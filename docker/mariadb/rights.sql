-- Run by the image once, when the server is new. The user itself is made by the image; it may do everything in the
-- databases of the project (db_uspto, db_staging and so on, customers' too) and nothing elsewhere.
GRANT ALL PRIVILEGES ON `db\_%`.* TO 'patentrack'@'%';
