/* cache.c -- schemas and documents of one handle.  Those of the record API
** live as long as the data model they were made for. */
#include "graphql/cache.h"

#include "base/lru.h"
#include "graphql/parse.h"
#include "model/catalog.h"

enum {
    ENDPOINTS = 2
};

struct tw_gql_cache {
    tw_alloc alloc;
    struct side {
        tw_gql_schema *schema;
        tw_lru *documents;   /* text -> tw_gql_kept */
        tw_catalog *catalog; /* of the schema; held.  NULL: it has none */
    } sides[ENDPOINTS];
};

static void drop(void *ctx, void *value)
{
    tw_gql_kept *kept = value;

    (void)ctx;
    tw__arena_free(kept->arena); /* which it lives in itself */
}

tw_gql_cache *tw__gql_cache_new(const tw_alloc *a)
{
    tw_gql_cache *c = tw__alloc_zero(a, sizeof(*c));

    if (c != NULL)
        c->alloc = *a;
    return c;
}

static void clear_side(struct side *s)
{
    tw__lru_free(s->documents);
    tw__gql_schema_free(s->schema);
    tw__catalog_release(s->catalog);
    *s = (struct side){.schema = NULL};
}

void tw__gql_cache_clear(tw_gql_cache *c)
{
    for (int i = 0; c != NULL && i < ENDPOINTS; i++)
        clear_side(&c->sides[i]);
}

void tw__gql_cache_free(tw_gql_cache *c)
{
    tw_alloc a;

    if (c == NULL)
        return;
    tw__gql_cache_clear(c);
    a = c->alloc;
    tw__alloc_free(&a, c, sizeof(*c));
}

/* What is kept for the endpoint, for the data model as it is now. */
static struct side *side_of(const tw_op *op,
                            tw_gql_cache *c,
                            tw_gql_endpoint endpoint)
{
    struct side *s = &c->sides[endpoint];

    if (endpoint == TW_GQL_AT_CORE && s->catalog != op->catalog)
        clear_side(s);
    return s;
}

tw_gql_schema *tw__gql_cache_schema(tw_op *op,
                                    tw_gql_cache *c,
                                    tw_gql_endpoint endpoint)
{
    struct side *s = side_of(op, c, endpoint);
    tw_catalog *catalog = (tw_catalog *)(uintptr_t)op->catalog;
    tw_status st;

    if (s->schema != NULL)
        return s->schema;
    if (endpoint == TW_GQL_AT_CORE) {
        st = tw__gql_schema_core(op, &s->schema);
    } else {
        op->catalog = NULL; /* it knows no data model, and should hold none */
        st = tw__gql_schema_metadata(op, &s->schema);
        op->catalog = catalog;
    }
    if (st != TW_OK) {
        s->schema = NULL;
        return NULL;
    }
    if (endpoint == TW_GQL_AT_CORE) {
        tw__catalog_acquire(catalog);
        s->catalog = catalog;
    }
    return s->schema;
}

/* ---- documents ---------------------------------------------------------- */

static tw_gql_kept *kept_new(tw_op *op, tw_gql_cache *c, tw_str text)
{
    tw_arena *arena = tw__arena_new(&c->alloc);
    tw_gql_kept *kept =
        arena == NULL ? NULL : tw__arena_zero(arena, sizeof(*kept));

    if (kept == NULL) {
        tw__arena_free(arena);
        tw__fail_nomem(op);
        return NULL;
    }
    kept->arena = arena;
    kept->text = tw__arena_str(arena, text);
    if (kept->text.ptr != NULL)
        return kept;
    tw__arena_free(arena);
    tw__fail_nomem(op);
    return NULL;
}

tw_gql_kept *tw__gql_cache_document(tw_op *op,
                                    tw_gql_cache *c,
                                    tw_gql_endpoint endpoint,
                                    tw_str text,
                                    tw_gql_errors *errors)
{
    tw_lru *documents = side_of(op, c, endpoint)->documents;
    tw_arena *outer = op->arena;
    tw_gql_kept *kept = documents == NULL ? NULL : tw__lru_get(documents, text);
    tw_status st;

    if (kept != NULL)
        return kept;
    kept = kept_new(op, c, text);
    if (kept == NULL)
        return NULL;
    op->arena = kept->arena;
    st = tw__gql_parse(op, kept->text, errors, &kept->document);
    op->arena = outer;
    if (st == TW_OK)
        return kept;
    /* the complaints are in there as well: it goes when they are written */
    kept->document = NULL;
    return kept;
}

void tw__gql_cache_keep(tw_gql_cache *c,
                        tw_gql_endpoint endpoint,
                        tw_gql_kept *kept)
{
    struct side *s = &c->sides[endpoint];

    kept->validated = true;
    if (kept->lasting || kept->text.len > TW_LIMIT_GQL_KEPT_BYTES)
        return;
    if (s->documents == NULL)
        s->documents =
            tw__lru_new(&c->alloc, TW_LIMIT_GQL_DOCUMENTS, drop, NULL);
    kept->lasting = s->documents != NULL &&
                    tw__lru_put(s->documents, kept->text, kept) != 0;
}

void tw__gql_cache_release(tw_gql_cache *c, tw_gql_kept *kept)
{
    (void)c;
    if (kept != NULL && !kept->lasting)
        tw__arena_free(kept->arena);
}

/* ---- plans -------------------------------------------------------------- */

static bool has_variable(const tw_gql_value *v)
{
    if (v->kind == TW_GQL_VARIABLE)
        return true;
    for (uint32_t i = 0; i < v->count; i++)
        if ((v->kind == TW_GQL_LIST || v->kind == TW_GQL_OBJECT) &&
            has_variable(&v->items[i]))
            return true;
    return false;
}

static bool any_variable(const tw_gql_argument *list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (has_variable(&list[i].value))
            return true;
    return false;
}

/* Does what is selected depend on variables?  (The document is valid: its
** fragments make no circle, and its selections are counted.) */
static bool is_variable(const tw_gql_document *doc,
                        const tw_gql_selections *set)
{
    for (uint32_t i = 0; i < set->count; i++) {
        const tw_gql_selection *s = &set->items[i];
        const tw_gql_definition *f;

        for (uint32_t d = 0; d < s->directives.count; d++)
            if (any_variable(s->directives.items[d].arguments,
                             s->directives.items[d].argument_count))
                return true;
        if (any_variable(s->arguments, s->argument_count) ||
            is_variable(doc, &s->selections))
            return true;
        f = s->kind == TW_GQL_SPREAD ? tw__gql_fragment(doc, s->name) : NULL;
        if (f != NULL && is_variable(doc, &f->selections))
            return true;
    }
    return false;
}

static bool depends(const tw_gql_run *run, const tw_gql_node *node)
{
    for (uint32_t i = 0; i < node->count; i++)
        if (is_variable(run->document, &node->selections[i]->selections))
            return true;
    return false;
}

static const tw_gql_plan *find_plan(const tw_gql_kept *kept,
                                    const tw_gql_node *node)
{
    const tw_gql_plan *p = kept->plans;

    while (p != NULL && (p->count != node->count ||
                         memcmp(p->selections, node->selections,
                                node->count * sizeof(*node->selections)) != 0))
        p = p->next;
    return p;
}

/* Remember a root field; what is made of it may be filled in later. */
static tw_gql_plan *add_plan(tw_op *op,
                             tw_gql_kept *kept,
                             const tw_gql_node *node)
{
    tw_gql_plan *p = tw__arena_zero(kept->arena, sizeof(*p));
    const tw_gql_selection **list =
        tw__arena_array(kept->arena, node->count, sizeof(*list));

    if (p == NULL || list == NULL) {
        tw__fail_nomem(op);
        return NULL;
    }
    memcpy(list, node->selections, node->count * sizeof(*list));
    p->selections = list;
    p->count = node->count;
    p->next = kept->plans;
    kept->plans = p;
    return p;
}

tw_status tw__gql_planned(tw_gql_run *run,
                          const tw_gql_node *node,
                          tw_gql_make_fn make,
                          const void **out)
{
    tw_gql_kept *kept = run->kept;
    tw_arena *outer = run->op->arena;
    const tw_gql_plan *found;
    tw_gql_plan *plan;
    tw_status st;

    if (kept == NULL || !kept->lasting)
        return make(run, node, out);
    found = find_plan(kept, node);
    if (found != NULL && found->made != NULL) {
        *out = found->made;
        return TW_OK;
    }
    plan = found != NULL ? NULL : add_plan(run->op, kept, node);
    if (plan == NULL || depends(run, node))
        return run->op->error.status == TW_OK ? make(run, node, out)
                                              : run->op->error.status;
    /* one that fails leaves its pieces behind: it is tried here once */
    run->op->arena = kept->arena;
    st = make(run, node, out);
    run->op->arena = outer;
    if (st == TW_OK)
        plan->made = *out;
    return st;
}
