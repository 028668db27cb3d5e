#!/bin/sh
# bench.sh BUILD -- what the product does beside what the machine can do, both in
# one run, taking turns; the figures to look at are the ratios.
set -eu
b=$1
people=${PEOPLE:-20000}
rounds=${ROUNDS:-5}
seconds=${SECONDS_EACH:-1}
work=$(mktemp -d)
pids=''
# shellcheck disable=SC2086  # a list of numbers
trap 'kill $pids 2>/dev/null || true; rm -rf "$work"' EXIT
server=$b/twentyapi
load=$b/tests/bench/load
db=$work/bench.db

median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
# compare NAME WANTED PRODUCT CEILING: rates and their ratio
compare() {
	awk -v n="$1" -v w="$2" -v p="$3" -v c="$4" 'BEGIN {
		r = c > 0 ? p / c : 0
		printf "%-34s %10.0f /s %10.0f /s   %5.2f  (wanted %.2f)%s\n", n, p, c, r, w, r < w ? "  MISSED" : ""
	}'
}
# start FILE COMMAND...: a server in the background; its address in FILE
start() {
	out=$1
	shift
	: >"$out"
	"$@" >"$out" 2>"$out.log" &
	pids="$pids $!"
	for _ in $(seq 200); do
		grep -q 'http://' "$out" && return 0
		sleep 0.02
	done
	cat "$out.log" >&2
	return 1
}
address() { sed -n 's/.*\(http:[^ ]*\).*/\1/p' "$1"; }
rate() { "$load" -c "${CLIENTS:-64}" -s "$seconds" "$@" | awk '{print $1}'; }
# take_turns NAME WANTED CEILING-URL [ARGUMENT...] URL: both get the same requests
take_turns() {
	name=$1 wanted=$2 ceiling=$3
	shift 3
	: >"$work/p"
	: >"$work/c"
	for _ in $(seq "$rounds"); do
		rate "$@" >>"$work/p"
		rate -H "$auth" "$ceiling" >>"$work/c"
	done
	compare "$name" "$wanted" "$(median <"$work/p")" "$(median <"$work/c")"
}

echo "== library beside SQLite by hand"
"$b/tests/bench/library_bench" "$people" "$db"

echo "== GraphQL beside REST, and beside SQLite by hand"
"$b/tests/bench/graphql_bench" 2000 "$db.graphql"

echo "== server (1 thread, 64 keep-alive connections) beside an empty handler"
key=$("$server" key create --db "$db" --name bench)
auth="Authorization: Bearer $key"
start "$work/product" "$server" serve --db "$db" --listen 127.0.0.1:0 --threads 1 --log /dev/null
product=${pids##* }
url=$(address "$work/product")
id=$(curl -s "$url/rest/people?limit=1" -H "$auth" | grep -o '"id":"[^"]*"' | head -n 1 | cut -d '"' -f 4)
one=$(curl -s "$url/rest/people/$id" -H "$auth" | wc -c)
page=$(curl -s "$url/rest/people?limit=60" -H "$auth" | wc -c)
start "$work/one" "$b/tests/bench/empty_server" 1 "$one"
start "$work/page" "$b/tests/bench/empty_server" 1 "$page"
take_turns "GET one" 0.40 "$(address "$work/one")/" -H "$auth" "$url/rest/people/$id"
take_turns "list of 60 (empty: same bytes)" 0 "$(address "$work/page")/" -H "$auth" "$url/rest/people?limit=60"
# shellcheck disable=SC2016  # GraphQL's variables
question='{"query":"query($id: UUID) { person(filter: {id: {eq: $id}}) { id name { firstName lastName } } }","variables":{"id":"'$id'"}}'
take_turns "GraphQL one (REST: GET one)" 0.80 "$url/rest/people/$id" -m POST -H "$auth" -H 'Content-Type: application/json' -d "$question" "$url/graphql"
library=$("$b/tests/bench/library_bench" --rate-of-list "$people" "$db.list")
served=$(for _ in $(seq "$rounds"); do rate -H "$auth" "$url/rest/people?limit=60"; done | median)
compare "list of 60 (library's own rate)" 0.50 "$served" "$library"
one_client=$(CLIENTS=1 rate -m POST -H "$auth" -H 'Content-Type: application/json' -d '{"title":"n%d"}' "$url/rest/notes")
all_clients=$(rate -m POST -H "$auth" -H 'Content-Type: application/json' -d '{"title":"n%d"}' "$url/rest/notes")
compare "64 clients creating (one client)" 0 "$all_clients" "$one_client"

echo "== size and start"
kill "$product"
wait "$product" 2>/dev/null || true
began=$(date +%s%N)
start "$work/again" "$server" serve --db "$db" --listen 127.0.0.1:0 --log /dev/null
again=${pids##* }
curl -s -o /dev/null "$(address "$work/again")/rest/people/$id" -H "$auth"
ended=$(date +%s%N)
echo "start to first answer: $(((ended - began) / 1000000)) ms, curl and polling included (wanted <= 50)"
sleep 1
awk '/VmRSS/ {printf "resident when idle: %.1f MB (wanted <= 20)\n", $2 / 1024}' "/proc/$again/status"
strip -o "$work/stripped" "$server"
wc -c <"$work/stripped" | awk '{printf "stripped server: %.2f MB (wanted <= 3)\n", $1 / 1e6}'
