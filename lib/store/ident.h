/* ident.h -- the one function that puts a name into SQL, and the one for text
** of the catalog (option values).  Text from a request is never put: it is
** bound. */
#ifndef STORE_IDENT_H
#define STORE_IDENT_H

#include "base/buf.h"

void tw__ident_put(tw_buf *b, tw_str name);   /* "name", inner quotes doubled */
void tw__literal_put(tw_buf *b, tw_str text); /* 'text', inner quotes doubled */

#endif
