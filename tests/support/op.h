/* op.h -- an operation with an arena, a fixed clock and countable chance. */
#ifndef SUPPORT_OP_H
#define SUPPORT_OP_H

#include "base/op.h"
#include "support/alloc.h"

typedef struct test_op {
    tw_op op; /* hand &t.op to the code under test */
    test_alloc alloc;
    tw_env env;
    tw_limits limits;
    int64_t now_ms;
    unsigned char next; /* random bytes count up from here */
} test_op;

void test_op_init(test_op *t);
void test_op_fini(test_op *t);

#endif
