#!/bin/sh
# check-symbols.sh LIBRARY -- the shared library exports tw_* and nothing else,
# and every function that the headers promise.
set -eu
cd "$(dirname "$0")/../.."

exported=$(nm -D --defined-only "$1" | awk '{print $3}' | sed 's/@.*//' | sort -u)
stray=$(echo "$exported" | grep -vE '^(tw_[a-z]|TWENTYAPI_)' || true)
[ -z "$stray" ] || {
	echo "exported, but not public: $stray" >&2
	exit 1
}
bad=0
for name in $(sed -n '/TW_API/,/;/p' include/twentyapi/*.h |
	grep -oE '\btw_[a-z_]+\(' | tr -d '(' | sort -u); do
	echo "$exported" | grep -qx "$name" || {
		echo "in a header, but not exported: $name" >&2
		bad=1
	}
done
exit $bad
