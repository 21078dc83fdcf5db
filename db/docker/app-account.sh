#!/bin/bash
# Makes the account of the API; the MySQL image runs this once, on an empty volume. It may use rows and call
# routines but not change the schema: that is the owner's, whom only `migrate` signs in as. Routines and views run with
# their caller's rights, so it needs rights on the tables; locking reads (FOR UPDATE) need UPDATE besides SELECT.
set -euo pipefail

# Nothing in the password may end its SQL string.
password=${MOVIEBOOKING_APP_PASSWORD//\\/\\\\}
password=${password//\'/\'\'}

MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --user=root <<SQL
CREATE USER 'moviebooking_app'@'%' IDENTIFIED BY '$password';
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON \`$MYSQL_DATABASE\`.* TO 'moviebooking_app'@'%';
SQL
