#!/bin/sh
# check-sql.sh -- SQL text stands where it belongs: fixed statements in
# store/sql.def, the file's own tables in store/migrate*, settings in
# store/conn*, DDL in model/ddl*, changes of the model's own rows in
# model/rows.c, questions and writes in query/.
set -eu
cd "$(dirname "$0")/../.."

found=$(grep -nE '"[^"]*\b(SELECT .* FROM|INSERT INTO|UPDATE .* SET |DELETE FROM|CREATE (TABLE|INDEX|UNIQUE|TRIGGER|VIRTUAL)|ALTER TABLE|DROP (TABLE|INDEX|TRIGGER)|PRAGMA )' \
	-r lib --include='*.c' --include='*.h' |
	grep -vE '^lib/(store/|model/ddl|model/rows\.c|query/)' || true)
[ -z "$found" ] || {
	echo "SQL outside its places:" >&2
	echo "$found" >&2
	exit 1
}
