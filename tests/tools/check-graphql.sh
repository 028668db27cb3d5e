#!/bin/sh
# check-graphql.sh BUILD -- our GraphQL beside graphql-js: verdicts, printing,
# schema.  BUILD holds the programs tests/graphql/{verdicts,schemas}.  What npm
# brings stays in BUILD.
set -eu
cd "$(dirname "$0")/../.."
b=$(cd "$1" && pwd)
work=$b/graphql-js

mkdir -p "$work"
cp tests/graphql/package.json tests/graphql/package-lock.json \
	tests/graphql/*.mjs "$work"
if [ ! -d "$work/node_modules/graphql" ]; then
	npm ci --silent --no-audit --no-fund --prefix "$work" >/dev/null
fi
node "$work/schema.mjs" "$b/tests/graphql/schemas"
node "$work/oracle.mjs" "$b/tests/graphql/verdicts" "${DOCUMENTS:-400}"
