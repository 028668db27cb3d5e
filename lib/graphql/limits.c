/* limits.c -- counting what an operation selects.  Each fragment is counted
** once, however often it is spread, so that a small document that stands for
** millions of fields is known for one at once. */
#include "graphql/limits.h"

enum {
    ENOUGH = 1000000 /* no limit is above: counting goes no further */
};

typedef struct meter {
    tw_op *op;
    const tw_gql_document *doc;
    struct counted {
        tw_gql_size size;
        enum {
            NOT_COUNTED,
            COUNTING, /* a fragment within itself counts for nothing */
            COUNTED
        } state;
    } * fragments; /* by definition */
} meter;

static uint32_t more(uint32_t a, uint32_t b)
{
    return a + b > ENOUGH ? ENOUGH : a + b;
}

static uint32_t most(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void count_set(meter *m,
                      const tw_gql_selections *set,
                      tw_gql_size *size);

/* What a fragment selects is selected in its place. */
static void add_inside(tw_gql_size *size, const tw_gql_size *inside)
{
    size->fields = more(size->fields, inside->fields);
    size->aliases = more(size->aliases, inside->aliases);
    size->roots = more(size->roots, inside->roots);
    size->depth = most(size->depth, inside->depth);
    size->introspection = most(size->introspection, inside->introspection);
}

static void count_spread(meter *m, tw_str name, tw_gql_size *size)
{
    const tw_gql_definition *f = tw__gql_fragment(m->doc, name);
    struct counted *c;

    if (f == NULL)
        return;
    c = &m->fragments[f - m->doc->definitions];
    if (c->state == NOT_COUNTED) {
        c->state = COUNTING;
        count_set(m, &f->selections, &c->size);
        c->state = COUNTED;
    }
    if (c->state == COUNTED)
        add_inside(size, &c->size);
}

static void count_field(meter *m, const tw_gql_selection *s, tw_gql_size *size)
{
    tw_gql_size inside = {.fields = 0};
    bool meta =
        tw__str_is(s->name, "__schema") || tw__str_is(s->name, "__type");

    count_set(m, &s->selections, &inside);
    size->fields = more(size->fields, more(1, inside.fields));
    size->aliases = more(size->aliases, inside.aliases);
    if (s->alias.ptr != NULL)
        size->aliases = more(size->aliases, 1);
    size->roots = more(size->roots, 1);
    size->depth = most(size->depth, meta ? 1 : more(1, inside.depth));
    size->introspection =
        most(size->introspection,
             meta ? more(1, inside.depth) : inside.introspection);
}

static void count_set(meter *m, const tw_gql_selections *set, tw_gql_size *size)
{
    for (uint32_t i = 0; i < set->count; i++) {
        const tw_gql_selection *s = &set->items[i];

        if (s->kind == TW_GQL_FIELD) {
            count_field(m, s, size);
        } else if (s->kind == TW_GQL_SPREAD) {
            count_spread(m, s->name, size);
        } else {
            tw_gql_size inside = {.fields = 0};

            count_set(m, &s->selections, &inside);
            add_inside(size, &inside);
        }
    }
}

tw_status tw__gql_measure(tw_op *op,
                          const tw_gql_document *doc,
                          const tw_gql_definition *operation,
                          tw_gql_size *out)
{
    meter m = {.op = op, .doc = doc};

    memset(out, 0, sizeof(*out));
    m.fragments = tw__op_array(op, doc->definition_count, sizeof(*m.fragments));
    if (m.fragments == NULL)
        return op->error.status;
    count_set(&m, &operation->selections, out);
    return TW_OK;
}

void tw__gql_limit_error(tw_op *op,
                         tw_gql_errors *errors,
                         bool plain,
                         const char *what,
                         uint32_t count,
                         uint32_t max)
{
    tw_gql_error *e = tw__gql_error_add(op, errors);

    if (e == NULL)
        return;
    if (count >= ENOUGH)
        e->message = tw__op_printf(op, "Too much is asked for: %s, at most %u",
                                   what, (unsigned)max);
    else
        e->message =
            tw__op_printf(op, "Too much is asked for: %s %u, at most %u", what,
                          (unsigned)count, (unsigned)max);
    e->code = TW_STR("BAD_USER_INPUT");
    if (!plain)
        e->user_message = TW_STR("Ask for less at once.");
}

bool tw__gql_fits(tw_op *op,
                  tw_gql_endpoint endpoint,
                  const tw_gql_size *size,
                  tw_gql_errors *errors,
                  bool *of_roots)
{
    bool core = endpoint == TW_GQL_AT_CORE;
    const struct {
        const char *what;
        uint32_t count, max;
    } limits[] = {
        {"root fields", size->roots,
         core ? TW_LIMIT_GQL_ROOT_FIELDS : TW_LIMIT_GQL_ROOT_FIELDS_METADATA},
        {"nested fields", size->depth,
         core ? TW_LIMIT_GQL_DEPTH : TW_LIMIT_GQL_DEPTH_METADATA},
        {"nested fields of introspection", size->introspection,
         TW_LIMIT_GQL_DEPTH_INTROSPECTION},
        {"fields", size->fields, TW_LIMIT_GQL_FIELDS},
        {"aliases", size->aliases, TW_LIMIT_GQL_ALIASES},
    };

    for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++) {
        if (limits[i].count <= limits[i].max)
            continue;
        *of_roots = i == 0;
        tw__gql_limit_error(op, errors, core && i == 0, limits[i].what,
                            limits[i].count, limits[i].max);
        return false;
    }
    return true;
}
