#!/bin/sh
# check-headers.sh -- each public header stands alone in C99, and in C++17 where
# there is a C++ compiler; the code in the guides compiles.
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

# The C blocks of the guides, as bodies of a function, with what they leave to
# the reader.
for guide in README.md include/README.md; do
	{
		echo '#include <twentyapi.h>'
		echo 'void guide(tw_str json, tw_str list, tw_record_options upsert,'
		echo '           tw_list_options options, tw_service *service,'
		echo '           tw_request request, tw_response response)'
		echo '{'
		echo '    (void)json, (void)list, (void)upsert, (void)options;'
		echo '    (void)service, (void)request, (void)response;'
		# shellcheck disable=SC2016  # the quotes of Markdown
		sed -n '/^```c$/,/^```$/p' "$guide" | sed '/^```/d; /^#include/d'
		echo '}'
	} | ${CC:-cc} -std=c11 -Wall -Wno-unused -Werror -Iinclude -fsyntax-only -xc - || {
		echo "$guide: its code does not compile" >&2
		exit 1
	}
done
