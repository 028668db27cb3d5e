/* routes.h -- what the server answers without the library. */
#ifndef SERVER_ROUTES_H
#define SERVER_ROUTES_H

#include "loop.h"

/* True when `request` was for the server itself; `out` then lives until the
** next call on the same loop. */
bool routes_answer(loop *l, const message *request, tw_response *out);

#endif
