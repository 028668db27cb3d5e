/* func.h -- SQL functions of the library:
**   tw_fold(text)          case-folded, for ilike
**   tw_like(pattern, text) LIKE, case-sensitive, '\' escapes
**   tw_ilike(pattern, text)
**   tw_regex(pattern, text), tw_iregex(pattern, text)   PCRE2, bounded
** like and ilike take a plain LIKE pattern: % any run, _ one character. */
#ifndef STORE_FUNC_H
#define STORE_FUNC_H

#include "store/conn.h"

struct sqlite3;
int tw__func_register(struct sqlite3 *db, tw_conn *c);

#endif
