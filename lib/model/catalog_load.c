/* catalog_load.c -- a new catalog from the file. */
#include "model/catalog_build.h"

#include "base/alloc.h"
#include "base/str.h"

void *tw__build_array(tw_build *b, size_t n, size_t size)
{
    /* one more than asked: an empty array is a pointer all the same */
    void *to = tw__arena_array(b->a, n + 1, size);

    if (to == NULL)
        b->no_memory = true;
    return to;
}

tw_str tw__build_str(tw_build *b, tw_str s)
{
    tw_str copy;

    if (s.ptr == NULL)
        return TW_NO_STR;
    copy = tw__arena_str(b->a, s);
    if (copy.ptr == NULL)
        b->no_memory = true;
    return copy;
}

tw_status tw__build_status(tw_build *b)
{
    return b->no_memory ? tw__fail_nomem(b->op) : TW_OK;
}

tw_status tw__build_corrupt(tw_build *b, const char *what, tw_str name)
{
    return tw__fail(b->op, TW_E_CORRUPT, "",
                    "the data model is damaged at the %s \"%.*s\"", what,
                    TW_FMT(name));
}

tw_status tw__build_json(tw_build *b,
                         tw_str text,
                         tw_str name,
                         const tw_json **out)
{
    tw_status st = tw__json_read(b->op, text, out);

    if (st == TW_OK || st == TW_E_NOMEM)
        return st;
    tw__op_forgive(b->op);
    return tw__build_corrupt(b, "JSON of", name);
}

static tw_status meta_get(tw_build *b, const char *key, tw_str *out)
{
    tw_stmt *s = tw__stmt_fixed(b->op, TW_SQL_META_GET);
    bool row = false;
    tw_status st;

    if (s == NULL)
        return b->op->error.status;
    tw__stmt_bind_text(s, 1, tw_str_of(key));
    st = tw__stmt_step(b->op, s, &row);
    if (st == TW_OK && row)
        *out = tw__build_str(b, tw__stmt_text(s, 0));
    tw__stmt_done(s);
    return st;
}

static tw_status read_workspace(tw_build *b)
{
    tw_catalog *c = b->c;
    tw_stmt *s = tw__stmt_fixed(b->op, TW_SQL_MODEL_VERSION);
    bool row = false;
    tw_status st;

    if (s == NULL)
        return b->op->error.status;
    st = tw__stmt_step(b->op, s, &row);
    if (st == TW_OK && row)
        c->version = (uint64_t)tw__stmt_int(s, 0);
    tw__stmt_done(s);
    if (st == TW_OK)
        st = meta_get(b, "workspaceId", &c->workspace_id);
    if (st == TW_OK)
        st = meta_get(b, "standardApplicationId", &c->standard_application_id);
    if (st == TW_OK)
        st = meta_get(b, "customApplicationId", &c->custom_application_id);
    return st == TW_OK ? tw__build_status(b) : st;
}

tw_status tw__catalog_load(tw_op *op, tw_catalog **out)
{
    tw_build b = {.op = op};
    tw_status st;

    *out = NULL;
    b.c = tw__alloc_zero(op->alloc, sizeof(*b.c));
    if (b.c == NULL)
        return tw__fail_nomem(op);
    b.c->alloc = *op->alloc;
    b.c->refs = 1;
    b.a = b.c->arena = tw__arena_new(&b.c->alloc);
    st = b.a == NULL ? tw__fail_nomem(op) : read_workspace(&b);
    if (st == TW_OK)
        st = tw__build_read(&b);
    if (st == TW_OK)
        st = tw__build_link(&b);
    if (st != TW_OK) {
        tw__catalog_release(b.c);
        return st;
    }
    *out = b.c;
    return TW_OK;
}
