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
nodejs npm g++ locales'

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

# One test wants a locale that writes 0,5 for 0.5.
comma_locale() {
	[ "$1" = ci ] && [ "$(id -u)" = 0 ] && command -v localedef >/dev/null || return 0
	locale -a 2>/dev/null | grep -qi '^de_DE.utf' ||
		localedef -i de_DE -f UTF-8 de_DE.UTF-8 || true
}

missing=''
for package in $want; do
	# a node of another origin serves as well
	case $package in
	nodejs) command -v node >/dev/null 2>&1 && continue ;;
	npm) command -v npm >/dev/null 2>&1 && continue ;;
	esac
	state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null || true)
	case $state in
	ii*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || {
	comma_locale "${1:-build}"
	exit 0
}

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
comma_locale "${1:-build}"
