#!/bin/sh
# check-curl.sh SERVER -- run the scripts of examples/curl against a fresh server
# and compare what they print.
set -eu
cd "$(dirname "$0")/../.."
server=$1
work=$(mktemp -d)
pid=''
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$work"' EXIT

KEY=$("$server" key create --db "$work/w.db" --name "Rocket story")
: >"$work/out"
"$server" serve --db "$work/w.db" --listen 127.0.0.1:0 >"$work/out" 2>"$work/log" &
pid=$!
for _ in $(seq 100); do
	URL=$(sed -n 's/.*\(http:[^ ]*\).*/\1/p' "$work/out")
	[ -z "$URL" ] || break
	sleep 0.05
done
export KEY URL
for story in examples/curl/*.sh; do
	sh "$story" >"$work/printed"
	diff -u "${story%.sh}.expected" "$work/printed"
done
