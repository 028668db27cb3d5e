/* alloc.h -- a memory hook that counts, checks the sizes it is told, and fails
** when a test wants it to. */
#ifndef SUPPORT_ALLOC_H
#define SUPPORT_ALLOC_H

#include "twentyapi/alloc.h"

#include <stdbool.h>

typedef struct test_alloc {
    tw_alloc hook;      /* hand &t.hook to the code under test */
    size_t live;        /* blocks not yet freed */
    size_t bytes;       /* held by them */
    size_t calls;       /* that asked for memory, so far */
    size_t fail_at;     /* the call that fails, from 1; 0: none */
    bool fail_for_good; /* and all the ones after it */
    bool wrong_size;    /* an old_size was not what the block was made with */
} test_alloc;

void test_alloc_init(test_alloc *t);

#endif
