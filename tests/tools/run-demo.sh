#!/bin/sh
# run-demo.sh SERVER -- a workspace with sample data, a key, a running server,
# and five lines to paste.  What it makes is kept in build/ for the next time.
set -eu
server=$1
db=build/demo.db
keyfile=build/demo.key
log=build/demo.out

if [ ! -s "$db" ] || [ ! -s "$keyfile" ]; then
	rm -f "$db" "$db-wal" "$db-shm" "$keyfile"
	"$server" sample --db "$db"
	umask 077
	"$server" key create --db "$db" --name "Demo key" >"$keyfile"
fi
key=$(cat "$keyfile")

: >"$log"
"$server" serve --db "$db" --listen "${LISTEN:-127.0.0.1:3000}" --port-tries 20 \
	>"$log" 2>build/demo.log &
pid=$!
trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; exit 0' INT TERM
url=''
for _ in $(seq 100); do
	url=$(sed -n 's/.*\(http:\/\/[0-9a-zA-Z.:\[\]*\).*/\1/p' "$log" | head -n 1)
	[ -z "$url" ] || break
	kill -0 "$pid" 2>/dev/null || {
		cat build/demo.log >&2
		exit 1
	}
	sleep 0.05
done

cat <<TEXT
API key:   $key
database:  $db
address:   $url

Try:
curl -s '$url/rest/companies?limit=3' -H 'Authorization: Bearer $key'
curl -s '$url/rest/people?depth=1&limit=1&order_by=name.lastName' -H 'Authorization: Bearer $key'
curl -s -G '$url/rest/opportunities' --data-urlencode 'filter=amount.amountMicros[gte]:50000000000,stage[in]:[NEW,MEETING]' -H 'Authorization: Bearer $key'
curl -s -X POST '$url/rest/companies' -H 'Authorization: Bearer $key' -H 'Content-Type: application/json' -d '{"name":"My company"}'
curl -s -X POST '$url/rest/metadata/objects' -H 'Authorization: Bearer $key' -H 'Content-Type: application/json' -d '{"nameSingular":"rocket","namePlural":"rockets","labelSingular":"Rocket","labelPlural":"Rockets"}'

Stop with Ctrl-C.
TEXT
wait "$pid"
