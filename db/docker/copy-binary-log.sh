#!/bin/bash
# Copies the server's binary log as it is written, so that what was booked since the last backup is not lost with the server's disk.
# Goes on where it stopped: the newest file that is here is fetched again from its start. Runs in the image of `backup`.
set -euo pipefail

to=${1:?the folder to copy to}
server=(--host="${DATABASE_HOST:-database}" --port="${DATABASE_PORT:-3306}" --user=root)

mkdir -p "$to"
# Who reads the log reads names, addresses and password hashes.
chmod 700 "$to"
umask 077
newest=$(find "$to" -name '*.[0-9]*' -printf '%f\n' | sort | tail -n 1)
oldest=$(mysql --no-defaults "${server[@]}" --batch --skip-column-names --execute='SHOW BINARY LOGS' | head -n 1 | cut -f 1)
# --connection-server-id: like a replica it has a number, and none has another's.
exec mysqlbinlog --no-defaults "${server[@]}" --read-from-remote-server --raw --stop-never --connection-server-id=4294967294 \
    --result-file="$to/" "${newest:-$oldest}"
