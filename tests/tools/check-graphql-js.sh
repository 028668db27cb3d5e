#!/bin/sh
# check-graphql-js.sh -- our schemas and our verdicts against graphql-js.
#
#   check-graphql-js.sh prepare     install it below build/; fails without node
#                                   or when no registry can be reached
#   check-graphql-js.sh run FOLDER  compare with the programs built in FOLDER
set -eu
cd "$(dirname "$0")/../.."
place=build/graphql-js

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
	node "$place/schema.mjs" "$2/schemas"
	node "$place/oracle.mjs" "$2/verdicts"
	;;
esac
