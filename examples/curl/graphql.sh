#!/bin/sh
# graphql.sh -- GraphQL over HTTP: create, read with relations, page by cursor,
# and the data model at its own endpoint.
#
# usage: URL=http://127.0.0.1:3000 KEY=... ./graphql.sh
set -eu
# shellcheck disable=SC2016  # $names are of GraphQL
: "${URL:=http://127.0.0.1:3000}" "${KEY:?an API key: twentyapi key create}"

# ask ENDPOINT JSON: prints the status and the answer
ask() {
	curl -s "$URL$1" -w ' <- %{http_code}\n' -H "Authorization: Bearer $KEY" \
		-H 'Content-Type: application/json' -d "$2"
}

ask /graphql '{"query":"mutation($c: CompanyCreateInput!) { createCompany(data: $c) { name } }",
  "variables":{"c":{"id":"11111111-1111-4111-8111-111111111111","name":"Acme"}}}'
ask /graphql '{"query":"mutation($p: [PersonCreateInput!]!) { createPeople(data: $p) { name { firstName } company { name } } }",
  "variables":{"p":[
    {"name":{"firstName":"Ada"},"companyId":"11111111-1111-4111-8111-111111111111","position":1},
    {"name":{"firstName":"Bela"},"companyId":"11111111-1111-4111-8111-111111111111","position":2}]}}'
ask /graphql '{"query":"query($f: PersonFilterInput) { people(first: 1, orderBy: [{position: AscNullsFirst}], filter: $f) { totalCount edges { node { name { firstName } } } pageInfo { hasNextPage } } }",
  "variables":{"f":{"company":{"name":{"eq":"Acme"}}}}}'
ask /graphql '{"query":"{ search(searchInput: \"ada\", limit: 5) { edges { node { objectNameSingular label } } } }"}'
ask /metadata '{"query":"{ objects(paging: {first: 1}) { edges { node { isActive } } pageInfo { hasNextPage } } }"}'
curl -s -G "$URL/graphql" -H "Authorization: Bearer $KEY" -w ' <- %{http_code}\n' \
	--data-urlencode 'query={ companies { totalCount } }'
