#!/bin/bash
# Makes the account of the API; the MySQL image runs this once, on an empty volume, and db/grants.sql after it.
set -euo pipefail

# Nothing in the password may end its SQL string.
password=${MOVIEBOOKING_APP_PASSWORD//\\/\\\\}
password=${password//\'/\'\'}

MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --user=root <<SQL
CREATE USER 'moviebooking_app'@'%' IDENTIFIED BY '$password';
-- With several servers it looks which of them is the primary of the group.
GRANT SELECT ON performance_schema.replication_group_members TO 'moviebooking_app'@'%';
SQL
