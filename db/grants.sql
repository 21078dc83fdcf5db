-- What the API's account may do: use rows and call routines, but not change the schema, which is the owner's, whom only `migrate` signs in
-- as. Routines and views run with their caller's rights, so it needs rights on the tables; locking reads (FOR UPDATE) need UPDATE besides
-- SELECT. Run when the server is made (docker-compose.yml), and at each start of the private server.
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON `moviebooking`.* TO 'moviebooking_app'@'%';
