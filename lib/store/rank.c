/* rank.c -- the SQL functions of search.
**
** Each phrase of the MATCH is one term of the question.  Where the terms stand
** in a row's text decides its ranks: "any" grows with how many of the terms
** are there and how often; "all" counts the stretches of text that hold every
** term, the fewer other words inside the better. */
#include "store/rank.h"

#include "base/fold.h"
#include "base/str.h"
#include "store/conn_inside.h"

#include <math.h>

#define WEIGHT 0.1               /* of one occurrence */
#define SERIES 1.644934066848226 /* the sum of all 1/n^2 */

enum {
    TERMS_MAX = 64,
    PLACES_MAX = 256 /* looked at in one row */
};

/* One connection's share of state. */
typedef struct tw_rank {
    tw_buf text; /* the folded text of the current row */
} tw_rank;

/* Where the terms of one row stand. */
typedef struct places {
    int term[PLACES_MAX], word[PLACES_MAX];
    int count;
    int seen[TERMS_MAX]; /* occurrences */
    int terms;           /* that have a word at all */
} places;

static int read_places(const Fts5ExtensionApi *api, Fts5Context *fts, places *p)
{
    int phrases = api->xPhraseCount(fts), count = 0, rc;

    memset(p->seen, 0, sizeof(p->seen));
    p->count = p->terms = 0;
    for (int i = 0; i < phrases && i < TERMS_MAX; i++)
        p->terms += api->xPhraseSize(fts, i) > 0;
    rc = api->xInstCount(fts, &count);
    for (int i = 0; rc == SQLITE_OK && i < count && p->count < PLACES_MAX;
         i++) {
        int term, column, word;

        rc = api->xInst(fts, i, &term, &column, &word);
        if (rc != SQLITE_OK || term >= TERMS_MAX)
            continue;
        p->term[p->count] = term;
        p->word[p->count++] = word;
        p->seen[term]++;
    }
    return rc;
}

/* Every occurrence of a term counts, the n-th one 1/n^2 of the first. */
static double rank_any(const places *p)
{
    double sum = 0;

    for (int t = 0; t < TERMS_MAX; t++)
        for (int n = 1; n <= p->seen[t]; n++)
            sum += WEIGHT / ((double)n * n);
    return sum / SERIES / p->terms;
}

/* Two terms may be prefixes of one word: then there are fewer words than
** occurrences. */
static double stretch(const places *p, int first, int last)
{
    int others = p->word[last] - p->word[first] - (last - first);

    return WEIGHT / (1 + (others > 0 ? others : 0));
}

/* The shortest stretches that hold all terms. */
static double rank_all(const places *p)
{
    int inside[TERMS_MAX] = {0};
    int there = 0, first = 0;
    double sum = 0;

    for (int t = 0; t < TERMS_MAX; t++)
        there += p->seen[t] > 0;
    if (there < p->terms)
        return 0;
    there = 0;
    for (int last = 0; last < p->count; last++) {
        there += inside[p->term[last]]++ == 0;
        if (there < p->terms)
            continue;
        while (inside[p->term[first]] > 1)
            inside[p->term[first++]]--;
        sum += stretch(p, first, last);
        inside[p->term[first++]]--; /* the next one begins later */
        there--;
    }
    return sum;
}

static void sql_rank(const Fts5ExtensionApi *api,
                     Fts5Context *fts,
                     sqlite3_context *ctx,
                     int count,
                     sqlite3_value **values)
{
    const double most = (double)(INT64_MAX >> (TW_RANK_SHIFT + 1));
    places p;
    double all;
    int rc = read_places(api, fts, &p);

    (void)count, (void)values;
    if (rc != SQLITE_OK) {
        sqlite3_result_error_code(ctx, rc);
        return;
    }
    if (p.terms == 0) {
        sqlite3_result_int64(ctx, 0);
        return;
    }
    all = rank_all(&p) * TW_RANK_UNIT;
    sqlite3_result_int64(
        ctx, ((int64_t)llround(all < most ? all : most) << TW_RANK_SHIFT) +
                 (int64_t)llround(rank_any(&p) * TW_RANK_UNIT));
}

static tw_str argument(sqlite3_value *v)
{
    const void *ptr = sqlite3_value_text(v);

    return ptr == NULL ? TW_STR("")
                       : (tw_str){ptr, (size_t)sqlite3_value_bytes(v)};
}

static bool has(tw_str text, tw_str word)
{
    const char *at = text.ptr, *end;

    if (word.len > text.len)
        return false;
    end = text.ptr + (text.len - word.len) + 1;
    while (at < end && word.len > 0) {
        at = memchr(at, word.ptr[0], (size_t)(end - at));
        if (at == NULL)
            return false;
        if (memcmp(at, word.ptr, word.len) == 0)
            return true;
        at++;
    }
    return word.len == 0;
}

static void sql_holds(sqlite3_context *ctx, int count, sqlite3_value **values)
{
    tw_rank *r = sqlite3_user_data(ctx);
    tw_str words = argument(values[0]), text;
    size_t at = 0;

    (void)count;
    tw__buf_reset(&r->text);
    tw__fold_search(&r->text, argument(values[1]));
    if (r->text.failed) {
        sqlite3_result_error_nomem(ctx);
        return;
    }
    text = tw__buf_view(&r->text);
    while (at < words.len) {
        size_t end = tw__str_find(words, at, ' ');

        if (!has(text, tw__str_sub(words, at, end))) {
            sqlite3_result_int(ctx, 0);
            return;
        }
        at = end + 1;
    }
    sqlite3_result_int(ctx, 1);
}

/* FTS5 hands its interface out through a pointer that a statement is given. */
static int fts5_interface(sqlite3 *db, fts5_api **api)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &s, NULL);

    *api = NULL;
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_bind_pointer(s, 1, (void *)api, "fts5_api_ptr", NULL);
    (void)sqlite3_step(s);
    rc = sqlite3_finalize(s);
    return rc == SQLITE_OK && *api == NULL ? SQLITE_ERROR : rc;
}

int tw__rank_register(struct sqlite3 *db, tw_conn *c)
{
    tw_rank *r = tw__alloc_zero(c->alloc, sizeof(*r));
    fts5_api *api;
    int rc;

    if (r == NULL)
        return SQLITE_NOMEM;
    c->rank = r;
    tw__buf_init(&r->text, c->alloc);
    rc = fts5_interface(db, &api);
    if (rc == SQLITE_OK)
        rc = api->xCreateFunction(api, "tw_rank", NULL, sql_rank, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_create_function_v2(db, "tw_holds", 2,
                                        SQLITE_UTF8 | SQLITE_DETERMINISTIC, r,
                                        sql_holds, NULL, NULL, NULL);
    return rc;
}

void tw__rank_fini(tw_conn *c)
{
    tw_rank *r = c->rank;

    if (r == NULL)
        return;
    c->rank = NULL;
    tw__buf_fini(&r->text);
    tw__alloc_free(c->alloc, r, sizeof(*r));
}
