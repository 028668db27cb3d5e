/* search.c -- a search: one question to the search index over all objects, its
** hits looked up in their tables, the best ones kept.  The order is total (ranks,
** object, id), so a cursor names one place in it. */
#include "query/search.h"

#include "base/fold.h"
#include "query/emit_search.h"
#include "query/search_inside.h"
#include "store/rank.h"

enum {
    ROW_BITS = 40,
    FOREIGN_HITS = 1000 /* of an object that is left out, before a jump */
};

/* An object while it is searched. */
typedef struct table {
    const tw_search_in *in;
    int place;     /* in the order of objects */
    bool found;    /* the index knows a record of it */
    uint32_t hits; /* looked at */
} table;

typedef struct search {
    tw_op *op;
    const tw_search_ask *ask;
    tw_search_page *page;
    table *tables; /* by number of the object */
    tw_str match;  /* for FTS5; absent: the input is blank */
    tw_str words;  /* for tw_holds */
    uint32_t room;
} search;

/* ---- the words ---------------------------------------------------------- */

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

/* Each word is a quoted phrase of FTS5: no sign in it means anything there. */
static void put_term(tw_buf *match, tw_buf *words, tw_str word)
{
    tw__buf_text(match, match->len == 0 ? "\"" : " OR \"");
    for (size_t i = 0; i < word.len; i++) {
        if (word.ptr[i] == '"')
            tw__buf_char(match, '"');
        tw__buf_char(match, word.ptr[i]);
    }
    tw__buf_text(match, "\" *");
    if (words->len > 0)
        tw__buf_char(words, ' ');
    tw__fold_search(words, word);
}

static tw_status read_words(search *s)
{
    tw_str in = s->ask->input;
    uint32_t count = 0;
    tw_buf match, words;

    if (in.len > TW_LIMIT_SEARCH_BYTES)
        return tw__fail(s->op, TW_E_INVALID, "",
                        "search takes at most %d bytes of text",
                        (int)TW_LIMIT_SEARCH_BYTES);
    tw__buf_init(&match, s->op->alloc);
    tw__buf_init(&words, s->op->alloc);
    for (size_t at = 0, end; at < in.len; at = end) {
        while (at < in.len && is_blank(in.ptr[at]))
            at++;
        for (end = at; end < in.len && !is_blank(in.ptr[end]);)
            end++;
        if (end > at && ++count <= TW_LIMIT_SEARCH_WORDS)
            put_term(&match, &words, tw__str_sub(in, at, end));
    }
    if (count > 0) {
        s->match = tw__op_take(s->op, &match);
        s->words = tw__op_take(s->op, &words);
    }
    tw__buf_fini(&match);
    tw__buf_fini(&words);
    if (count > TW_LIMIT_SEARCH_WORDS)
        return tw__fail(s->op, TW_E_INVALID, "",
                        "search takes at most %d words",
                        (int)TW_LIMIT_SEARCH_WORDS);
    return s->op->error.status;
}

/* ---- what is kept ------------------------------------------------------- */

/* Is there room for such a hit, whatever its id? */
static bool has_room(const search *s, const tw_search_hit *hit)
{
    const tw_search_hit *worst;

    if (s->page->count < s->room)
        return true;
    worst = &s->page->hits[s->page->count - 1];
    if (hit->rank != worst->rank)
        return hit->rank > worst->rank;
    return tw__search_compare(hit->object, worst->object) <= 0;
}

/* The id in memory of its own: that of the hit that goes, when it fits. */
static tw_str keep_id(search *s, tw_str id)
{
    tw_str gone;

    if (s->page->count < s->room)
        return tw__op_str(s->op, id);
    gone = s->page->hits[s->room - 1].id;
    if (gone.len != id.len)
        return tw__op_str(s->op, id);
    memcpy((char *)(uintptr_t)gone.ptr, id.ptr, id.len);
    return gone;
}

static tw_status keep(search *s, tw_search_hit hit)
{
    tw_search_page *p = s->page;
    uint32_t at = p->count;

    while (at > 0 && tw__search_is_before(&hit, &p->hits[at - 1]))
        at--;
    if (at == s->room)
        return TW_OK;
    hit.id = keep_id(s, hit.id);
    if (p->count < s->room)
        p->count++;
    memmove(&p->hits[at + 1], &p->hits[at],
            (p->count - 1 - at) * sizeof(*p->hits));
    p->hits[at] = hit;
    return s->op->error.status;
}

/* ---- the index ---------------------------------------------------------- */

/* The look-ups in the table of one object: its hits come one after another. */
typedef struct lookup {
    table *table;
    tw_stmt *stmt;
    tw_binds binds;
} lookup;

static void close_lookup(lookup *l)
{
    tw__stmt_done(l->stmt);
    *l = (lookup){.table = NULL};
}

static tw_status open_lookup(search *s, lookup *l, table *t)
{
    tw_str sql;
    tw_status st;

    close_lookup(l);
    st = tw__search_emit_lookup(s->op, t->in, &l->binds, &sql);
    if (st != TW_OK)
        return st;
    l->table = t;
    l->stmt = tw__stmt_get(s->op, sql);
    return l->stmt == NULL ? s->op->error.status : TW_OK;
}

static tw_status look_up(search *s, lookup *l, tw_search_hit hit, bool follows)
{
    bool row, by_id;
    tw_str last;
    tw_status st;

    tw__binds_bind(&l->binds, l->stmt);
    tw__stmt_bind_int(l->stmt, (int)l->binds.count + 1, hit.row);
    st = tw__stmt_step(s->op, l->stmt, &row);
    if (st == TW_OK && row) {
        l->table->found = true;
        hit.id = tw__stmt_text(l->stmt, 0);
        (void)tw__search_may_follow(&s->page->after, hit.object, hit.rank,
                                    &by_id);
        last =
            by_id ? tw__search_last_id(&s->page->after, hit.object) : TW_NO_STR;
        if (follows && (last.ptr == NULL || tw__str_cmp(hit.id, last) > 0))
            st = keep(s, hit);
    }
    tw__stmt_again(l->stmt);
    return st;
}

static tw_status take_hit(search *s, lookup *l, table *t, tw_search_hit hit)
{
    bool by_id;
    bool follows =
        tw__search_may_follow(&s->page->after, hit.object, hit.rank, &by_id) &&
        has_room(s, &hit);
    tw_status st = TW_OK;

    if (!follows && t->found) /* nothing new to learn of it */
        return TW_OK;
    if (l->table != t)
        st = open_lookup(s, l, t);
    return st == TW_OK ? look_up(s, l, hit, follows) : st;
}

/* The first table whose object has this number or a greater one. */
static uint32_t table_from(const search *s, int64_t number)
{
    uint32_t i = 0;

    while (i < s->ask->in_count && s->tables[i].in->object->number < number)
        i++;
    return i;
}

/* Read hits from table `*from` on, until there are none or too many of one
** object; then `*from` is where to go on. */
static tw_status read_hits(search *s, tw_stmt *stmt, lookup *l, uint32_t *from)
{
    uint32_t at = *from, foreign = 0;
    bool row;
    tw_status st;

    *from = s->ask->in_count;
    while ((st = tw__stmt_step(s->op, stmt, &row)) == TW_OK && row) {
        int64_t key = tw__stmt_int(stmt, 0), number = key >> ROW_BITS;
        tw_search_hit hit = {.row = key & ((INT64_C(1) << ROW_BITS) - 1),
                             .rank = tw__stmt_int(stmt, 1)};
        table *t;

        if (s->tables[at].in->object->number < number)
            at = table_from(s, number);
        if (at == s->ask->in_count)
            return TW_OK;
        t = &s->tables[at];
        hit.object = t->in->object;
        if (hit.object->number == number && ++t->hits <= TW_LIMIT_SEARCH_HITS) {
            st = take_hit(s, l, t, hit);
            if (st != TW_OK)
                return st;
        } else if (hit.object->number == number || ++foreign > FOREIGN_HITS) {
            *from = hit.object->number == number ? at + 1 : at;
            return TW_OK;
        }
    }
    return st;
}

static tw_status ask_index(search *s)
{
    uint32_t from = 0, count = s->ask->in_count;
    lookup l = {.table = NULL};
    tw_status st = TW_OK;
    tw_stmt *stmt = tw__stmt_fixed(s->op, TW_SQL_SEARCH);

    if (stmt == NULL)
        return s->op->error.status;
    while (st == TW_OK && from < count) {
        int64_t first = s->tables[from].in->object->number,
                last = s->tables[count - 1].in->object->number;

        tw__stmt_bind_text(stmt, 1, s->match);
        tw__stmt_bind_int(stmt, 2, first << ROW_BITS);
        tw__stmt_bind_int(stmt, 3, ((last + 1) << ROW_BITS) - 1);
        st = read_hits(s, stmt, &l, &from);
        tw__stmt_again(stmt);
    }
    close_lookup(&l);
    tw__stmt_done(stmt);
    return st;
}

/* ---- the tables --------------------------------------------------------- */

/* The records of one object that have any text, or hold all words. */
static tw_status scan(search *s, const tw_search_in *in)
{
    const tw_search_place *after = &s->page->after;
    tw_search_scan ask = {.words = s->words, .limit = s->room};
    tw_search_hit hit = {.object = in->object};
    tw_binds binds = {.count = 0};
    tw_stmt *stmt;
    bool row, by_id;
    tw_str sql;
    tw_status st;

    if (!tw__search_may_follow(after, in->object, 0, &by_id) ||
        !has_room(s, &hit))
        return TW_OK;
    if (by_id)
        ask.after = tw__search_last_id(after, in->object);
    st = tw__search_emit_scan(s->op, in, &ask, &binds, &sql);
    if (st != TW_OK || sql.ptr == NULL)
        return st;
    stmt = tw__stmt_get(s->op, sql);
    if (stmt == NULL)
        return s->op->error.status;
    tw__binds_bind(&binds, stmt);
    while ((st = tw__stmt_step(s->op, stmt, &row)) == TW_OK && row) {
        hit.row = tw__stmt_int(stmt, 0);
        hit.id = tw__stmt_text(stmt, 1);
        st = keep(s, hit);
        if (st != TW_OK)
            break;
    }
    tw__stmt_done(stmt);
    return st;
}

static tw_status scan_tables(search *s)
{
    tw_status st = TW_OK;

    for (uint32_t i = 0; st == TW_OK && i < s->ask->in_count; i++) {
        const tw_search_in *in = &s->ask->in[i];
        uint32_t at = table_from(s, in->object->number);

        if (s->page->count == s->room)
            break; /* what follows is no better */
        if (!s->tables[at].found)
            st = scan(s, in);
    }
    return st;
}

/* ---- together ----------------------------------------------------------- */

/* The objects in the order of the answer, and by number for the index. */
static tw_status sort_tables(search *s)
{
    tw_search_in *in = s->ask->in;
    uint32_t count = s->ask->in_count;

    s->tables = tw__op_array(s->op, count, sizeof(*s->tables));
    if (s->tables == NULL)
        return s->op->error.status;
    for (uint32_t i = 1; i < count; i++)
        for (uint32_t k = i;
             k > 0 && tw__search_compare(in[k].object, in[k - 1].object) < 0;
             k--) {
            tw_search_in swap = in[k];

            in[k] = in[k - 1];
            in[k - 1] = swap;
        }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = i;

        for (; k > 0 &&
               s->tables[k - 1].in->object->number > in[i].object->number;
             k--)
            s->tables[k] = s->tables[k - 1];
        s->tables[k] = (table){.in = &in[i]};
    }
    return TW_OK;
}

tw_status tw__query_search(tw_op *op,
                           const tw_search_ask *ask,
                           tw_search_page *out)
{
    search s = {.op = op, .ask = ask, .page = out, .room = ask->limit + 1};
    tw_status st;

    memset(out, 0, sizeof(*out));
    st = tw__search_place_read(op, ask->after, &out->after);
    if (st == TW_OK)
        st = read_words(&s);
    if (st == TW_OK)
        st = sort_tables(&s);
    if (st != TW_OK)
        return st;
    out->hits = tw__op_array(op, (size_t)s.room + 1, sizeof(*out->hits));
    if (out->hits == NULL)
        return op->error.status;
    if (s.match.ptr != NULL && ask->in_count > 0)
        st = ask_index(&s);
    if (st == TW_OK)
        st = scan_tables(&s);
    out->has_next = out->count > ask->limit;
    if (out->has_next)
        out->count = ask->limit;
    return st;
}
