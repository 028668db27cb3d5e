/* like.h -- matching of LIKE patterns: % any run, _ one character, '\' takes
** the next one as it is (a lone one at the end stands for itself). */
#ifndef STORE_LIKE_H
#define STORE_LIKE_H

#include "twentyapi/value.h"

#include <stdbool.h>

typedef enum tw_like_result {
    TW_LIKE_NO,
    TW_LIKE_YES,
    TW_LIKE_STOPPED /* `stop` said so */
} tw_like_result;

/* Both are valid UTF-8; other bytes do no harm, they match by themselves.
** `stop` is asked now and then while a hostile pattern keeps it busy. */
tw_like_result tw__like(tw_str pattern,
                        tw_str text,
                        bool (*stop)(void *ctx),
                        void *ctx);

#endif
