#!/bin/sh
# check-layers.sh -- fail when a folder of lib/ includes a folder above it.
#
# Each line of the table is: folder, then every folder it may include.
# "twentyapi" stands for the public headers, "sqlite3" and so on for a
# foreign library that only the named folder may see.
# shellcheck disable=SC2044,SC2013  # our own file names hold no blanks
set -eu
cd "$(dirname "$0")/../.."

rules='
base    : base twentyapi cjson utf8proc sodium
store   : store base twentyapi sqlite3 pcre2
model   : model store base twentyapi
query   : query model store base twentyapi
record  : record query model store base twentyapi
api     : api record query model store base twentyapi
rest    : rest api record query model store base twentyapi
graphql : graphql api record query model store base twentyapi
service : service rest graphql api record query model store base twentyapi
'
bad=0
while IFS=: read -r layer allowed; do
	layer=$(echo "$layer" | tr -d ' ')
	[ -n "$layer" ] || continue
	for f in $(find "lib/$layer" -name '*.[ch]' 2>/dev/null); do
		for inc in $(sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]\([^">]*\)[">].*/\1/p' "$f"); do
			case $inc in
			*/*) want=${inc%%/*} ;;
			twentyapi.h) want=twentyapi ;;
			sqlite3.h) want=sqlite3 ;;
			pcre2.h) want=pcre2 ;;
			utf8proc.h) want=utf8proc ;;
			sodium.h) want=sodium ;;
			uv.h | llhttp.h) want=server-only ;;
			*) continue ;; # <stdio.h> and friends
			esac
			case $want in sys) continue ;; esac
			case " $allowed " in
			*" $want "*) ;;
			*)
				echo "$f: $layer may not include <$inc>" >&2
				bad=1
				;;
			esac
		done
	done
done <<TABLE
$rules
TABLE

# Everything outside lib/ sees the public header and its own files only.
layers='base|store|model|query|record|api|rest|graphql|service'
for f in $(find server examples bindings tests/it -name '*.[ch]' 2>/dev/null); do
	if grep -nE "#[[:space:]]*include[[:space:]]*[\"<]($layers)/" "$f" >&2; then
		echo "$f: only <twentyapi.h> is open here" >&2
		bad=1
	fi
done
exit $bad
