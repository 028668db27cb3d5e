/* uuid.h -- UUIDs as 36 characters of lower-case text. */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include "base/op.h"

enum {
    TW_UUID_BYTES = 36
};

/* Version 1-5, variant 8, 9, a or b; upper case accepted. */
bool tw__uuid_valid(tw_str s);
/* Lower-case copy into `to`; false when not valid. */
bool tw__uuid_normal(tw_str s, char to[TW_UUID_BYTES]);
/* A new random (version 4) id. */
void tw__uuid_new(const tw_env *env, char to[TW_UUID_BYTES]);
/* The same, in op's arena; .ptr NULL: op->error is set. */
tw_str tw__uuid_make(tw_op *op);
/* A name-based (version 5-shaped, SHA-256 truncated) id: the same text gives
** the same id.  For universal identifiers of standard objects and fields. */
void tw__uuid_named(tw_str name, char to[TW_UUID_BYTES]);

#endif
