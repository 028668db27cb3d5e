#!/bin/sh
# check-sizes.sh -- no source file above 600 lines (tables of data excepted).
set -eu
cd "$(dirname "$0")/../.."

big=$(find lib server include tests examples -name '*.[ch]' -exec wc -l {} + |
	awk '$2 != "total" && $1 > 600 {print $2 ": " $1 " lines"}')
[ -z "$big" ] || {
	echo "$big" >&2
	exit 1
}
