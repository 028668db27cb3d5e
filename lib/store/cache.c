/* cache.c -- prepared statements: the fixed ones by number, the dynamic ones
** by text in an LRU.  A cached statement stays in the cache while it is in
** use; a second user of the same text gets a twin beside it, so that a query
** that meets itself (a company's people's company) is prepared twice, not
** again and again.  What leaves the cache while in use is finalized when it is
** given back. */
#include "store/stmt_inside.h"

#include "store/status.h"

static const tw_str fixed_text[] = {
#define TW_X(name, text) [name] = {text, sizeof(text) - 1},
    TW_SQL_MAP(TW_X)
#undef TW_X
};

void tw__stmt_drop(tw_stmt *s)
{
    tw_conn *c = s->conn;

    if (s->prev == NULL)
        c->all = s->next;
    else
        s->prev->next = s->next;
    if (s->next != NULL)
        s->next->prev = s->prev;
    sqlite3_finalize(s->st);
    tw__alloc_free(c->alloc, s, sizeof(*s));
}

/* The cache lets a text go. */
static void on_evict(void *ctx, void *value)
{
    tw_stmt *s = value, *twin;

    (void)ctx;
    for (; s != NULL; s = twin) {
        twin = s->twin;
        s->twin = NULL;
        s->kept = false;
        if (!s->busy)
            tw__stmt_drop(s);
    }
}

static tw_stmt *prepare(tw_op *op, tw_str sql)
{
    tw_conn *c = op->conn;
    tw_stmt *s;
    int rc;

    if (c->stop != TW_OK) {
        tw__fail(op, c->stop, "", "%s", tw_status_text(c->stop));
        return NULL;
    }
    if (sql.len > INT32_MAX) {
        tw__fail(op, TW_E_TOO_LARGE, "", "the question is too large");
        return NULL;
    }
    s = tw__alloc_zero(c->alloc, sizeof(*s));
    if (s == NULL) {
        tw__fail_nomem(op);
        return NULL;
    }
    rc = sqlite3_prepare_v3(c->db, sql.ptr, (int)sql.len,
                            SQLITE_PREPARE_PERSISTENT, &s->st, NULL);
    if (rc != SQLITE_OK || TW_NEVER(s->st == NULL)) {
        if (rc == SQLITE_OK)
            tw__fail(op, TW_E_INTERNAL, "", "an empty statement");
        else
            tw__status_fail(op, rc);
        tw__alloc_free(c->alloc, s, sizeof(*s));
        return NULL;
    }
    c->prepared++;
    s->conn = c;
    s->busy = true;
    s->next = c->all;
    if (c->all != NULL)
        c->all->prev = s;
    c->all = s;
    return s;
}

tw_stmt *tw__stmt_fixed(tw_op *op, tw_sql which)
{
    tw_conn *c = op->conn;
    tw_stmt *s = c->fixed[which];

    if (s != NULL && !s->busy) {
        s->busy = true;
        return s;
    }
    /* In use already (or new): another, which lives until it is done. */
    s = prepare(op, fixed_text[which]);
    if (s != NULL && c->fixed[which] == NULL) {
        s->kept = true;
        c->fixed[which] = s;
    }
    return s;
}

tw_stmt *tw__stmt_get(tw_op *op, tw_str sql)
{
    tw_conn *c = op->conn;
    tw_stmt *head = tw__lru_get(c->cache, sql), *s;
    int twins = 0;

    for (s = head; s != NULL; s = s->twin) {
        if (!s->busy) {
            s->busy = true;
            return s;
        }
        twins++;
    }
    s = prepare(op, sql);
    if (s == NULL)
        return NULL;
    if (head == NULL) {
        /* Without memory for the key it is used once. */
        s->kept = tw__lru_put(c->cache, sql, s);
    } else if (twins < TW_STMT_TWINS) {
        s->twin = head->twin;
        head->twin = s;
        s->kept = true;
    }
    return s;
}

void tw__stmt_forget(tw_conn *c)
{
    tw__lru_clear(c->cache);
}

uint64_t tw__stmt_prepared(const tw_conn *c)
{
    return c->prepared;
}

bool tw__cache_init(tw_conn *c)
{
    c->cache = tw__lru_new(c->alloc, TW_STMT_CACHE, on_evict, c);
    return c->cache != NULL;
}

void tw__cache_reset_all(tw_conn *c)
{
    tw_stmt *s;

    for (s = c->all; s != NULL; s = s->next)
        sqlite3_reset(s->st);
}

void tw__cache_fini(tw_conn *c)
{
    tw__lru_free(c->cache);
    c->cache = NULL;
    while (c->all != NULL) /* the fixed ones, and what was never given back */
        tw__stmt_drop(c->all);
}
