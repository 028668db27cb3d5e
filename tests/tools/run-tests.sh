#!/bin/sh
# run-tests.sh -- run test programs, each with cmocka's TAP output, and count.
# A program that dies, or says nothing, is a failure.
#
# usage: run-tests.sh [-q FILE] program...
#   -q FILE  add the counts to FILE ("passed failed skipped") and print no sum
set -u

tally=''
if [ "${1:-}" = -q ]; then
	tally=$2
	shift 2
fi
passed=0 failed=0 skipped=0
out=$(mktemp)
trap 'rm -f "$out"' EXIT
for program in "$@"; do
	CMOCKA_MESSAGE_OUTPUT=TAP timeout "${TEST_SECONDS:-300}" "$program" >"$out" 2>&1
	code=$?
	ok=$(grep -cE '^ok ' "$out")
	skip=$(grep -cE '^(ok|not ok) .*# ?SKIP' "$out")
	bad=$(grep -E '^not ok ' "$out" | grep -cvE '# ?SKIP')
	ok=$((ok - $(grep -cE '^ok .*# ?SKIP' "$out")))
	if [ "$bad" -eq 0 ] && { [ $code -ne 0 ] || [ $((ok + skip)) -eq 0 ]; }; then
		bad=1
		echo "not ok - $program ended with status $code"
	fi
	if [ "$bad" -gt 0 ]; then
		echo "--- $program"
		grep -vE '^ok |^1\.\.' "$out" | tail -n 60
	fi
	passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
done
if [ -n "$tally" ]; then
	echo "$passed $failed $skipped" >>"$tally"
else
	echo "tests: $passed passed, $failed failed, $skipped skipped"
fi
[ "$failed" -eq 0 ]
