/* select.c -- the projections of the REST API, and the cache that keeps them
** for as long as the data model stays. */
#include "query/select.h"

#include "base/alloc.h"
#include "query/program.h"

struct tw_select_cache {
    tw_alloc alloc;
    tw_arena *arena;
    const tw_select *first;
    const tw_catalog *catalog; /* the model they were made for */
    uint64_t version;
};

tw_select_cache *tw__select_cache_new(const tw_alloc *a)
{
    tw_select_cache *c = tw__alloc_zero(a, sizeof(*c));

    if (c == NULL)
        return NULL;
    c->alloc = *a;
    c->arena = tw__arena_new(a);
    if (c->arena == NULL) {
        tw__alloc_free(a, c, sizeof(*c));
        return NULL;
    }
    return c;
}

void tw__select_cache_free(tw_select_cache *c)
{
    tw_alloc alloc;

    if (c == NULL)
        return;
    alloc = c->alloc;
    tw__arena_free(c->arena);
    tw__alloc_free(&alloc, c, sizeof(*c));
}

void tw__select_cache_clear(tw_select_cache *c)
{
    if (c == NULL)
        return;
    tw__arena_reset(c->arena);
    c->first = NULL;
}

/* Can the record on the other side be shown? */
static bool is_open(const tw_field *f)
{
    return f->target != NULL && f->target_field != NULL &&
           f->target->is_active && f->target->c_id != NULL &&
           (f->relation == TW_RELATION_MANY_TO_ONE
                ? f->column_count > 0
                : f->target_field->column_count > 0);
}

static tw_status add_relation(tw_program *p,
                              const tw_field *f,
                              uint32_t depth,
                              uint32_t children)
{
    const tw_select *child;
    tw_status st;

    if (depth == 0 || !is_open(f)) {
        if (f->relation == TW_RELATION_MANY_TO_ONE && f->column_count > 0)
            tw__program_field(p, f->join_name, f);
        return TW_OK;
    }
    st = tw__select_full(p->op, f->target, 0, 0, &child);
    if (st != TW_OK)
        return st;
    if (f->relation == TW_RELATION_MANY_TO_ONE)
        tw__program_to_one(p, f->name, f, child, f->join_name);
    else
        tw__program_to_many(p, f->name, f, child, children);
    return TW_OK;
}

static tw_status compile(tw_op *op,
                         tw_arena *arena,
                         const tw_object *o,
                         uint32_t depth,
                         uint32_t children,
                         tw_select **out)
{
    tw_status st = TW_OK;
    tw_program p;

    tw__program_open(&p, op, arena, o);
    for (uint16_t i = 0; i < o->field_count && st == TW_OK; i++) {
        const tw_field *f = o->fields[i];

        if (!f->is_active)
            continue;
        if (f->relation == TW_RELATION_NONE)
            tw__program_field(&p, f->name, f);
        else
            st = add_relation(&p, f, depth, children);
    }
    if (st != TW_OK)
        p.failed = true;
    if (tw__program_close(&p, out) != TW_OK && st == TW_OK)
        st = op->error.status;
    if (st == TW_OK) {
        (*out)->depth = depth;
        (*out)->children = children;
    }
    return st;
}

tw_status tw__select_full(tw_op *op,
                          const tw_object *o,
                          uint32_t depth,
                          uint32_t children,
                          const tw_select **out)
{
    tw_select_cache *c = op->selects;
    tw_select *made;
    tw_status st;

    if (depth == 0)
        children = 0;
    if (c != NULL &&
        (c->catalog != o->catalog || c->version != o->catalog->version)) {
        tw__select_cache_clear(c);
        c->catalog = o->catalog;
        c->version = o->catalog->version;
    }
    for (const tw_select *s = c == NULL ? NULL : c->first; s != NULL;
         s = s->next)
        if (s->object == o && s->depth == depth && s->children == children) {
            *out = s;
            return TW_OK;
        }
    st = compile(op, c == NULL ? op->arena : c->arena, o, depth, children,
                 &made);
    if (st != TW_OK)
        return st;
    if (c != NULL) {
        made->next = c->first;
        c->first = made;
    }
    *out = made;
    return TW_OK;
}

tw_str tw__select_columns(const tw_select *s)
{
    return s->columns;
}

uint32_t tw__select_column_count(const tw_select *s)
{
    return s->column_count;
}
