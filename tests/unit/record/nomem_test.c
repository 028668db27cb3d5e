/* nomem_test.c -- every verb, with each of its allocations failing once: the
** answer is "out of memory" (or the right one, where only a cache went without)
** and nothing has changed. */
#include "unit/record/desk.h"

typedef struct failing {
    tw_alloc real;
    uint64_t left; /* calls until the one that fails; 0: none does */
    bool failed;
} failing;

static void *resize(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    failing *f = ctx;

    if (new_size > old_size && f->left > 0 && --f->left == 0) {
        f->failed = true;
        return NULL;
    }
    return f->real.resize(f->real.ctx, ptr, old_size, new_size);
}

typedef enum act {
    ACT_CREATE,
    ACT_UPSERT_MANY,
    ACT_UPDATE,
    ACT_UPDATE_MANY,
    ACT_DELETE_MANY,
    ACT_RESTORE,
    ACT_DESTROY_MANY,
    ACT_MERGE,
    ACT_DRY_RUN,
    ACT_DUPLICATES,
    ACT_REFUSED,
    ACT_COUNT_
} act;

static const char *const inputs[ACT_COUNT_] = {
    [ACT_CREATE] = "{'company':{'connect':{'where':{'id':'" U3 "'}}},"
                   "'name':{'firstName':'A'}}",
    [ACT_UPSERT_MANY] = "[{'id':'" U1 "','jobTitle':'y'},{'jobTitle':'n'}]",
    [ACT_UPDATE] = "{'jobTitle':'y','position':'last'}",
    [ACT_UPDATE_MANY] = "{'jobTitle':'y'}",
    [ACT_MERGE] = "{'ids':['" U1 "','" U2 "'],'conflictPriorityIndex':0}",
    [ACT_DRY_RUN] = "{'ids':['" U1 "','" U2 "'],'conflictPriorityIndex':0,"
                    "'dryRun':true}",
    [ACT_DUPLICATES] = "['" U1 "']",
    [ACT_REFUSED] = "{'emails':{'primaryEmail':'b@x.io'}}",
};

typedef struct asked {
    const tw_object *o;
    const tw_json *in;
    const tw_filter *f;
    const tw_select *s;
} asked;

static tw_status run(desk *d, act what, const asked *q)
{
    tw_op *op = d->op;
    tw_buf *out = &d->out;

    switch (what) {
    case ACT_CREATE:
        return tw__record_create(op, q->o, q->in, false, q->s, out);
    case ACT_UPSERT_MANY:
        return tw__record_create_many(op, q->o, q->in, true, q->s, out);
    case ACT_UPDATE:
    case ACT_REFUSED:
        return tw__record_update(op, q->o, TW_STR(U1), q->in, q->s, out);
    case ACT_UPDATE_MANY:
        return tw__record_update_many(op, q->o, q->f, q->in, q->s, out);
    case ACT_DELETE_MANY:
        return tw__record_delete_many(op, q->o, q->f, q->s, out);
    case ACT_RESTORE:
        return tw__record_restore(op, q->o, TW_STR(U1), q->s, out);
    case ACT_DESTROY_MANY:
        return tw__record_destroy_many(op, q->o, q->f, NULL, out);
    case ACT_MERGE:
    case ACT_DRY_RUN:
        return tw__record_merge(op, q->o, q->in, q->s, out);
    case ACT_DUPLICATES:
        return tw__record_duplicates(op, q->o, NULL, q->in, q->s, out);
    case ACT_COUNT_:
        break;
    }
    return TW_E_MISUSE;
}

/* All that is stored, in one number. */
static int64_t fingerprint(desk *d)
{
    return world_int(&d->world,
                     "SELECT count(*) * 1000 + total(length(jobTitle)) * 100 +"
                     " count(deletedAt) * 10 FROM person");
}

static void sweep(desk *d, act what, failing *f)
{
    asked q = {.o = desk_object(d, "person"), .f = equals(d, "jobTitle", "x")};
    int64_t before = fingerprint(d);
    tw_status want = what == ACT_REFUSED ? TW_E_CONFLICT : TW_OK, st;
    uint64_t n;

    q.in = desk_json(d, inputs[what]);
    q.s = desk_answer(d, q.o);
    for (n = 1;; n++) {
        desk_begin(d);
        f->failed = false;
        f->left = n;
        st = run(d, what, &q);
        if (st == TW_OK)
            st = tw__buf_status(&d->out);
        f->left = 0;
        tw__op_forgive(d->op);
        /* Not kept: the next round finds what this one found. */
        (void)tw__tx_end_savepoint(d->op, TW_E_INVALID);
        (void)tw__tx_end_write(d->op, TW_E_INVALID);
        tw__op_forgive(d->op);
        if (!f->failed)
            break;
        if (st != TW_E_NOMEM && st != want)
            fail_msg("act %d, allocation %d: %s", (int)what, (int)n,
                     tw_status_name(st));
        assert_true(fingerprint(d) == before);
        assert_true(n < 100000);
    }
    assert_int_equal(st, want);
    assert_true(n > 1);
}

static void each_failing_allocation_is_reported(void **state)
{
    desk *d = *state;
    static failing f;
    int i;

    f = (failing){.real = d->world.alloc};
    want_ok(d, create(d, "company", "{'id':'" U3 "'}"));
    want_ok(d, create_many(d, "person",
                           "[{'id':'" U1 "','jobTitle':'x',"
                           "'emails':{'primaryEmail':'a@x.io'}},"
                           "{'id':'" U2 "','jobTitle':'x',"
                           "'emails':{'primaryEmail':'b@x.io'}}]"));
    d->world.alloc = (tw_alloc){resize, &f};
    for (i = 0; i < ACT_COUNT_; i++)
        sweep(d, (act)i, &f);
    d->world.alloc = f.real;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(each_failing_allocation_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
