#!/bin/sh
# check-headers.sh -- each public header stands alone in C99, and in C++17 where
# there is a C++ compiler.
set -eu
cd "$(dirname "$0")/../.."
cxx=${CXX:-c++}

for h in include/twentyapi.h include/twentyapi/*.h; do
	printf '#include "%s"\ntypedef int t;\n' "$h" |
		${CC:-cc} -std=c99 -Wall -Wextra -Wpedantic -Werror -I. -Iinclude \
			-fsyntax-only -xc -
	if command -v "$cxx" >/dev/null 2>&1; then
		printf '#include "%s"\n' "$h" |
			"$cxx" -std=c++17 -Wall -Wextra -Werror -I. -Iinclude \
				-fsyntax-only -xc++ -
	fi
done
