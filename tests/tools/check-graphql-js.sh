#!/bin/sh
# check-graphql-js.sh -- GraphQL against what others made: our schemas and
# verdicts against graphql-js, our server against clients and audits from npm.
#
#   check-graphql-js.sh prepare     install them below build/; fails without node
#                                   or when no registry can be reached
#   check-graphql-js.sh run FOLDER [SERVER]
#                                   compare with the programs built in FOLDER and
#                                   ask SERVER (build/release/twentyapi)
set -eu
cd "$(dirname "$0")/../.."
place=build/graphql-js

# against_server SERVER SCRIPT: SCRIPT asks a fresh server, at $URL with $KEY;
# the server must end well, too
against_server() (
	work=$(mktemp -d)
	pid=''
	trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT
	KEY=$("$1" key create --db "$work/w.db" --name "Client from npm")
	: >"$work/out"
	"$1" serve --db "$work/w.db" --listen 127.0.0.1:0 >"$work/out" 2>"$work/log" &
	pid=$!
	for _ in $(seq 100); do
		URL=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' "$work/out")
		[ -z "$URL" ] || break
		sleep 0.05
	done
	export KEY URL
	rc=0
	timeout 60 node "$2" || rc=$?
	kill "$pid" || rc=1
	wait "$pid" || rc=$?
	pid=''
	exit "$rc"
)

case $1 in
prepare)
	command -v node >/dev/null
	mkdir -p "$place"
	cmp -s tests/graphql/package-lock.json "$place/package-lock.json" &&
		[ -d "$place/node_modules/graphql" ] && exit 0
	cp tests/graphql/package.json tests/graphql/package-lock.json \
		tests/graphql/.npmrc "$place"
	npm ci --prefix "$place" --no-update-notifier >"$place/npm.log" 2>&1 || {
		rm -f "$place/package-lock.json"
		exit 1
	}
	;;
run)
	# a script finds its packages beside itself
	cp tests/graphql/*.mjs "$place"
	failed=0
	node "$place/schema.mjs" "$2/schemas" || failed=1
	node "$place/oracle.mjs" "$2/verdicts" || failed=1
	for script in audit client crm; do
		against_server "${3:-build/release/twentyapi}" "$place/$script.mjs" ||
			failed=1
	done
	exit "$failed"
	;;
esac
