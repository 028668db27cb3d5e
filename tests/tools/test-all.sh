#!/bin/sh
# test-all.sh -- everything `make test` promises, after the builds; the last
# line counts what ran.
set -u
cd "$(dirname "$0")/../.." || exit 1
tally=$(mktemp)
work=$(mktemp -d)
trap 'rm -rf "$tally" "$work"' EXIT

one() { # name command...: a check that counts as one test
	name=$1
	shift
	if "$@" >"$work/out" 2>&1; then
		echo "1 0 0" >>"$tally"
	else
		echo "not ok - $name"
		tail -n 40 "$work/out"
		echo "0 1 0" >>"$tally"
	fi
}
skip() {
	echo "skipped: $1"
	echo "0 0 1" >>"$tally"
}
# make test TESTS="tests/unit/base/str_test.c ..." runs those alone.
if [ -n "${TESTS:-}" ]; then
	list=''
	for source in $TESTS; do
		list="$list build/debug/${source%.c}"
	done
	export TWENTYAPI_SERVER="$PWD/build/release/twentyapi"
	# shellcheck disable=SC2086  # a list of names
	exec tests/tools/run-tests.sh $list
fi
programs() { find "$@" -type f -name '*_test' -perm -u+x 2>/dev/null | sort; }

# shellcheck disable=SC2046  # our own file names hold no blanks
tests/tools/run-tests.sh -q "$tally" $(programs build/debug/tests/unit \
	build/debug/tests/it build/debug/tests/golden build/debug/tests/fault)
# A build without libsodium makes no keys, so nobody gets in.
keyless=''
build/release/twentyapi key create --db "$work/w.db" --name probe \
	>"$work/out" 2>&1 || keyless=$(grep libsodium "$work/out" || true)
if [ -z "$keyless" ]; then
	# shellcheck disable=SC2046
	TWENTYAPI_SERVER=$PWD/build/release/twentyapi \
		tests/tools/run-tests.sh -q "$tally" $(programs build/debug/tests/http)
	one "the story over HTTP goes as written" tests/tools/check-curl.sh \
		build/release/twentyapi
else
	skip "the server from outside (no libsodium)"
fi

for source in examples/c/*.c; do
	name=${source%.c}
	one "example $name prints what is expected" \
		sh -c "build/release/$name | diff -u $name.expected -"
done
if tests/tools/check-graphql-js.sh prepare; then
	one "graphql-js agrees with our schemas and verdicts" \
		tests/tools/check-graphql-js.sh run build/debug/tests/graphql
else
	skip "graphql-js (no node, or no way to its package)"
fi
one "each layer includes only those below it" tests/tools/check-layers.sh
one "only public names are exported" tests/tools/check-symbols.sh \
	build/release/libtwentyapi.so.0
one "public headers stand alone" tests/tools/check-headers.sh
one "SQL stands where it belongs" tests/tools/check-sql.sh
one "no file is too long" tests/tools/check-sizes.sh
if command -v clang-format >/dev/null 2>&1; then
	one "the sources are formatted" make -s format-check
else
	skip "format (no clang-format)"
fi

awk '{p += $1; f += $2; s += $3}
     END {print "tests: " p " passed, " f " failed, " s " skipped"; exit f > 0}' "$tally"
