/* func.c -- the SQL functions and the collation.  The only file that sees
** PCRE2.  What a function needs per row is kept from row to row: the folded or
** compiled pattern as SQLite's "auxiliary data" of the pattern argument, the
** folded text in one buffer of the connection. */
#include "store/func.h"

#include "base/fold.h"
#include "base/str.h"
#include "store/bucket.h"
#include "store/conn_inside.h"
#include "store/like.h"
#include "store/rank.h"

#include <stdio.h>

#if defined(TW_WITH_PCRE2)
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#else
typedef struct pcre2_real_general_context pcre2_general_context;
typedef struct pcre2_real_match_context pcre2_match_context;
#endif

enum {
    REGEX_PATTERN_BYTES = 1000,
    REGEX_MATCH_LIMIT = 200000,
    REGEX_DEPTH_LIMIT = 1000,
    REGEX_HEAP_KIB = 4096,
};

/* One connection's share of state. */
typedef struct tw_func {
    tw_conn *conn;
    tw_buf text; /* the folded text of the current row */
    pcre2_general_context *memory;
    pcre2_match_context *bounds;
} tw_func;

static tw_str argument(sqlite3_value *v)
{
    const void *ptr = sqlite3_value_text(v);

    return ptr == NULL ? TW_STR("")
                       : (tw_str){ptr, (size_t)sqlite3_value_bytes(v)};
}

/* An SQL function is NULL when an argument is. */
static bool any_null(int count, sqlite3_value **values)
{
    int i;

    for (i = 0; i < count; i++)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL)
            return true;
    return false;
}

static bool stop(void *ctx)
{
    return tw__conn_expired(ctx);
}

static void answer_like(sqlite3_context *ctx,
                        tw_func *f,
                        tw_str pattern,
                        tw_str text)
{
    switch (tw__like(pattern, text, stop, f->conn)) {
    case TW_LIKE_NO:
        sqlite3_result_int(ctx, 0);
        break;
    case TW_LIKE_YES:
        sqlite3_result_int(ctx, 1);
        break;
    case TW_LIKE_STOPPED:
        f->conn->func_status = TW_E_TIMEOUT;
        sqlite3_result_error(ctx, "the pattern takes too long", -1);
        break;
    }
}

/* ---- fold, like, ilike -------------------------------------------------- */

/* Case-folded into `b`.  Most text is ASCII, which needs no tables. */
static bool fold(tw_buf *b, tw_str s)
{
    unsigned char seen = 0;
    size_t i;
    char *to;

    tw__buf_reset(b);
    if (!tw__buf_reserve(b, s.len + 1))
        return false;
    to = b->ptr;
    for (i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        seen |= c;
        to[i] = (char)(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
    }
    if (seen < 0x80)
        b->len = s.len;
    else
        tw__fold_case(b, s);
    return !b->failed;
}

static void sql_fold(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    tw_func *f = sqlite3_user_data(ctx);

    if (any_null(count, values))
        return;
    if (!fold(&f->text, argument(values[0]))) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    sqlite3_result_text64(ctx, f->text.ptr, f->text.len, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
}

static void sql_like(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    if (!any_null(count, values))
        answer_like(ctx, sqlite3_user_data(ctx), argument(values[0]),
                    argument(values[1]));
}

static void folded_free(void *ptr)
{
    tw_buf *b = ptr;
    const tw_alloc *a = b->alloc;

    tw__buf_fini(b);
    tw__alloc_free(a, b, sizeof(*b));
}

/* The pattern folded: once per statement, as long as it is a parameter.  Lives
** at least until the function returns; NULL: no memory.  `*mine`: to be freed
** by the caller, SQLite did not take it. */
static tw_buf *folded_pattern(sqlite3_context *ctx,
                              tw_func *f,
                              sqlite3_value *value)
{
    tw_buf *b = sqlite3_get_auxdata(ctx, 0);

    if (b != NULL)
        return b;
    b = tw__alloc_zero(f->conn->alloc, sizeof(*b));
    if (b == NULL)
        return NULL;
    tw__buf_init(b, f->conn->alloc);
    if (!fold(b, argument(value))) {
        folded_free(b);
        return NULL;
    }
    sqlite3_set_auxdata(ctx, 0, b, folded_free);
    /* It may have been freed at once, for want of memory: ask again. */
    return sqlite3_get_auxdata(ctx, 0);
}

static void sql_ilike(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    tw_func *f = sqlite3_user_data(ctx);
    tw_buf *pattern;

    if (any_null(count, values))
        return;
    pattern = folded_pattern(ctx, f, values[0]);
    if (pattern == NULL || !fold(&f->text, argument(values[1]))) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    answer_like(ctx, f, tw__buf_view(pattern), tw__buf_view(&f->text));
}

/* ---- regex -------------------------------------------------------------- */

static void refuse(sqlite3_context *ctx, tw_status status, const char *text)
{
    tw_func *f = sqlite3_user_data(ctx);

    f->conn->func_status = status;
    sqlite3_result_error(ctx, text, -1);
}

#if defined(TW_WITH_PCRE2)

/* PCRE2 frees without telling a size: it is kept in front of the memory. */
typedef union header {
    size_t size;
    max_align_t align;
} header;

static void *regex_malloc(size_t size, void *ctx)
{
    header *h = tw__alloc_get(ctx, size + sizeof(*h));

    if (h == NULL)
        return NULL;
    h->size = size + sizeof(*h);
    return h + 1;
}

static void regex_free(void *ptr, void *ctx)
{
    header *h = ptr;

    if (h != NULL)
        tw__alloc_free(ctx, h - 1, h[-1].size);
}

typedef struct regex {
    pcre2_code *code;
    pcre2_match_data *match;
    const tw_alloc *alloc;
} regex;

static void regex_drop(void *ptr)
{
    regex *r = ptr;

    pcre2_match_data_free(r->match);
    pcre2_code_free(r->code);
    tw__alloc_free(r->alloc, r, sizeof(*r));
}

static bool regex_init(tw_func *f)
{
    f->memory = pcre2_general_context_create(regex_malloc, regex_free,
                                             (void *)(uintptr_t)f->conn->alloc);
    if (f->memory == NULL)
        return false;
    f->bounds = pcre2_match_context_create(f->memory);
    if (f->bounds == NULL)
        return false;
    pcre2_set_match_limit(f->bounds, REGEX_MATCH_LIMIT);
    pcre2_set_depth_limit(f->bounds, REGEX_DEPTH_LIMIT);
    pcre2_set_heap_limit(f->bounds, REGEX_HEAP_KIB);
    return true;
}

static void regex_fini(tw_func *f)
{
    pcre2_match_context_free(f->bounds);
    pcre2_general_context_free(f->memory);
}

static pcre2_code *regex_code(sqlite3_context *ctx,
                              tw_func *f,
                              tw_str pattern,
                              uint32_t flags)
{
    char text[160], why[100] = "";
    pcre2_compile_context *cc = pcre2_compile_context_create(f->memory);
    pcre2_code *code = NULL;
    int error = PCRE2_ERROR_NOMEMORY;
    size_t at = 0;

    if (cc != NULL) {
        pcre2_set_max_pattern_length(cc, REGEX_PATTERN_BYTES);
        code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len,
                             flags | PCRE2_UTF | PCRE2_MATCH_INVALID_UTF |
                                 PCRE2_NEVER_BACKSLASH_C,
                             &error, &at, cc);
    }
    pcre2_compile_context_free(cc);
    if (code != NULL)
        return code;
    if (cc == NULL || error == 121) { /* 121: no memory while compiling */
        sqlite3_result_error_nomem(ctx);
        return NULL;
    }
    pcre2_get_error_message(error, (PCRE2_UCHAR *)why, sizeof(why));
    snprintf(text, sizeof(text), "not a regular expression: %s at byte %zu",
             why, at);
    refuse(ctx, TW_E_INVALID_QUERY_INPUT, text);
    return NULL;
}

/* The pattern compiled: once per statement.  NULL: the answer is given. */
static regex *regex_get(sqlite3_context *ctx,
                        tw_func *f,
                        sqlite3_value *value,
                        uint32_t flags)
{
    regex *r = sqlite3_get_auxdata(ctx, 0);

    if (r != NULL)
        return r;
    r = tw__alloc_zero(f->conn->alloc, sizeof(*r));
    if (r == NULL) {
        sqlite3_result_error_nomem(ctx);
        return NULL;
    }
    r->alloc = f->conn->alloc;
    r->code = regex_code(ctx, f, argument(value), flags);
    if (r->code == NULL) {
        regex_drop(r);
        return NULL;
    }
    r->match = pcre2_match_data_create(1, f->memory);
    if (r->match == NULL) {
        regex_drop(r);
        sqlite3_result_error_nomem(ctx);
        return NULL;
    }
    sqlite3_set_auxdata(ctx, 0, r, regex_drop);
    r = sqlite3_get_auxdata(ctx, 0);
    if (r == NULL)
        sqlite3_result_error_nomem(ctx);
    return r;
}

static void match(sqlite3_context *ctx,
                  int count,
                  sqlite3_value **values,
                  uint32_t flags)
{
    tw_func *f = sqlite3_user_data(ctx);
    tw_str text;
    regex *r;
    int rc;

    if (any_null(count, values))
        return;
    r = regex_get(ctx, f, values[0], flags);
    if (r == NULL)
        return;
    text = argument(values[1]);
    rc = pcre2_match(r->code, (PCRE2_SPTR)text.ptr, text.len, 0, 0, r->match,
                     f->bounds);
    if (rc >= 0)
        sqlite3_result_int(ctx, 1);
    else if (rc == PCRE2_ERROR_NOMATCH)
        sqlite3_result_int(ctx, 0);
    else if (rc == PCRE2_ERROR_NOMEMORY)
        sqlite3_result_error_nomem(ctx);
    else /* a bound */
        refuse(ctx, TW_E_TIMEOUT, "the regular expression takes too long");
}

static void sql_regex(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    match(ctx, count, values, 0);
}

static void sql_iregex(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    match(ctx, count, values, PCRE2_CASELESS);
}

#else

static bool regex_init(tw_func *f)
{
    (void)f;
    return true;
}

static void regex_fini(tw_func *f)
{
    (void)f;
}

static void sql_regex(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    (void)count, (void)values;
    refuse(ctx, TW_E_UNSUPPORTED,
           "this build knows no regular expressions (WITH_PCRE2=0)");
}

#define sql_iregex sql_regex

#endif

/* ---- registration ------------------------------------------------------- */

/* Deterministic: may stand in indexes and be computed once.  Innocuous: may
** stand in triggers although the schema is not trusted. */
static const struct {
    const char *name;
    int count;
    void (*run)(sqlite3_context *, int, sqlite3_value **);
} functions[] = {
    {"tw_fold", 1, sql_fold},     {"tw_like", 2, sql_like},
    {"tw_ilike", 2, sql_ilike},   {"tw_regex", 2, sql_regex},
    {"tw_iregex", 2, sql_iregex},
};

int tw__func_register(struct sqlite3 *db, tw_conn *c)
{
    tw_func *f = tw__alloc_zero(c->alloc, sizeof(*f));
    int rc = SQLITE_OK;
    size_t i;

    if (f == NULL)
        return SQLITE_NOMEM;
    c->func = f;
    f->conn = c;
    tw__buf_init(&f->text, c->alloc);
    if (!regex_init(f))
        return SQLITE_NOMEM;
    for (i = 0; rc == SQLITE_OK && i < sizeof(functions) / sizeof(functions[0]);
         i++)
        rc = sqlite3_create_function_v2(
            db, functions[i].name, functions[i].count,
            SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, f,
            functions[i].run, NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = tw__bucket_register(db, c);
    if (rc == SQLITE_OK)
        rc = tw__rank_register(db, c);
    return rc;
}

void tw__func_fini(tw_conn *c)
{
    tw_func *f = c->func;

    tw__rank_fini(c);
    if (f == NULL)
        return;
    c->func = NULL;
    regex_fini(f);
    tw__buf_fini(&f->text);
    tw__alloc_free(c->alloc, f, sizeof(*f));
}
