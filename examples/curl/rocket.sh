#!/bin/sh
# rocket.sh -- the story of the C examples over HTTP: define an object, create,
# batch, upsert, filter and page, one field alone.
#
# usage: URL=http://127.0.0.1:3000 KEY=... ./rocket.sh
set -eu
: "${URL:=http://127.0.0.1:3000}" "${KEY:?an API key: twentyapi key create}"
body=''

# call METHOD PATH [JSON]: prints the request and its status, keeps the body.
call() {
	body=$(curl -s -X "$1" "$URL$2" -w '\n%{http_code}' \
		-H "Authorization: Bearer $KEY" \
		-H 'Content-Type: application/json' ${3:+-d "$3"})
	echo "$1 $(echo "$2" | sed 's/[0-9a-f-]\{36\}/{id}/g') -> ${body##*
}"
	body=${body%
*}
}
# every NAME: all values of that member, in order.
every() {
	echo "$body" | grep -o "\"$1\":[^,}]*" | tr '\n' ' '
	echo
}

call GET '/rest/people?limit=1'
call POST /rest/metadata/objects '{"nameSingular":"rocket","namePlural":"rockets",
  "labelSingular":"Rocket","labelPlural":"Rockets"}'
rocket=$(echo "$body" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
call POST /rest/metadata/fields "{\"type\":\"NUMBER\",\"name\":\"mass\",
  \"label\":\"Mass\",\"objectMetadataId\":\"$rocket\"}"
call POST /rest/metadata/fields "{\"type\":\"TEXT\",\"name\":\"code\",
  \"label\":\"Code\",\"isUnique\":true,\"objectMetadataId\":\"$rocket\"}"

call POST /rest/rockets '{"name":"Ariel","mass":12.5,"code":"A-1"}'
id=$(echo "$body" | sed -n 's/.*"createRocket":{"id":"\([^"]*\)".*/\1/p')
call POST /rest/batch/rockets '[{"name":"Bora","mass":7,"code":"B-1"},
  {"name":"Cirrus","mass":30,"code":"C-1"}]'
every name | grep -oE '"name":"(Bora|Cirrus)"' | tr '\n' ' '
echo
call POST '/rest/rockets?upsert=true' '{"code":"A-1","mass":13}'
every mass
call POST /rest/batch/rockets '[{"name":"Dune"},{"code":"C-1"}]'
every statusCode

call GET '/rest/rockets?filter=mass%5Bgte%5D:10&order_by=mass%5BDescNullsLast%5D'
every mass
call GET "/rest/rockets/$id/mass"
echo "$body"
call PUT "/rest/rockets/$id/mass" '{"mass":14}'
echo "$body"
call DELETE "/rest/rockets/$id?soft_delete=true"
call GET "/rest/rockets/$id"
call PATCH "/rest/restore/rockets/$id"
call DELETE "/rest/metadata/objects/$rocket"
call GET /rest/rockets
