#!/bin/sh
# packages.sh -- install what is missing of the named Debian packages, when this
# machine has apt and we may use it; otherwise say what is missing.
#
# usage: packages.sh build|test|ci
set -eu

build='libsqlite3-dev libcjson-dev libsodium-dev libutf8proc-dev libpcre2-dev
zlib1g-dev libuv1-dev node-llhttp pkg-config tzdata'
test='libcmocka-dev curl'
ci='clang libclang-rt-14-dev clang-format clang-tidy cppcheck shellcheck mandoc
nodejs g++'

case ${1:-build} in
build) want=$build ;;
test) want="$build $test" ;;
ci) want="$build $test $ci" ;;
*)
	echo "usage: $0 build|test|ci" >&2
	exit 2
	;;
esac

command -v dpkg-query >/dev/null 2>&1 || exit 0 # not Debian: the build will tell

missing=''
for package in $want; do
	# a node of another origin serves as well
	if [ "$package" = nodejs ] && command -v node >/dev/null 2>&1; then
		continue
	fi
	state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
	case $state in
	ii*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
	sudo=''
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
	sudo='sudo'
else
	echo "missing packages:$missing" >&2
	echo "install them with: sudo apt-get install$missing" >&2
	exit 1
fi
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq >/dev/null || true
# shellcheck disable=SC2086  # a list of names
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
