/* validate_fields.c -- the walk over selections: fields that exist, selections
** where there must be some and nowhere else. */
#include "graphql/validate_inside.h"

static void unknown_field(tw_gql_check *c,
                          const tw_gql_selection *f,
                          const tw_gql_type *parent)
{
    tw_gql_suggest near = {.input = f->name};
    const tw_gql_field *fields;
    uint32_t count = 0;

    if (c->suggestions > 0 && !c->stopped) {
        c->suggestions--;
        fields = tw__gql_fields(c->op, c->schema, parent, &count);
        for (uint32_t i = 0; fields != NULL && i < count; i++)
            tw__gql_suggest_offer(&near, fields[i].name);
    }
    tw__gql_complain(c, f->loc.start, UINT32_MAX,
                     "Cannot query field \"%.*s\" on type \"%.*s\".%.*s",
                     TW_FMT(tw__gql_shown(c->op, f->name)),
                     TW_FMT(parent->name),
                     TW_FMT(tw__gql_suggest_text(c->op, &near, "")));
}

static void leaf(tw_gql_check *c,
                 const tw_gql_selection *f,
                 const tw_gql_type *type)
{
    bool selects = f->selections.count > 0;

    if (tw__gql_is_leaf(type)) {
        if (selects)
            tw__gql_complain(c, f->selections.loc.start, UINT32_MAX,
                             "Field \"%.*s\" must not have a selection since "
                             "type \"%.*s\" has no subfields.",
                             TW_FMT(f->name),
                             TW_FMT(tw__gql_type_text(c, type)));
    } else if (!selects) {
        tw__gql_complain(c, f->loc.start, UINT32_MAX,
                         "Field \"%.*s\" of type \"%.*s\" must have a "
                         "selection of subfields. Did you mean \"%.*s { ... "
                         "}\"?",
                         TW_FMT(f->name), TW_FMT(tw__gql_type_text(c, type)),
                         TW_FMT(f->name));
    }
}

static void walk(tw_gql_check *c,
                 const tw_gql_selections *list,
                 const tw_gql_type *parent);

static const tw_gql_type *composite(const tw_gql_type *type)
{
    const tw_gql_type *named = type == NULL ? NULL : tw__gql_named(type);

    return named != NULL && tw__gql_is_composite(named) ? named : NULL;
}

static void walk_field(tw_gql_check *c,
                       const tw_gql_selection *f,
                       const tw_gql_type *parent)
{
    const tw_gql_field *def = NULL;
    tw_gql_taker taker = {.name = f->name, .at = f->loc.start};

    if (parent != NULL) {
        def = tw__gql_field_of(c->op, c->schema, parent, f->name);
        if (def == NULL)
            unknown_field(c, f, parent);
    }
    if (def != NULL) {
        leaf(c, f, def->type);
        taker.known = true;
        taker.inputs = def->arguments;
        taker.count = def->argument_count;
        taker.owner = parent->name;
    }
    if (tw__str_is(f->name, "__schema") || tw__str_is(f->name, "__type"))
        tw__gql_check_introspection(c, f);
    tw__gql_check_arguments(c, &taker, f->arguments, f->argument_count);
    tw__gql_check_directives(c, &f->directives, "FIELD");
    walk(c, &f->selections, composite(def == NULL ? NULL : def->type));
}

static void walk_inline(tw_gql_check *c,
                        const tw_gql_selection *f,
                        const tw_gql_type *parent)
{
    const tw_gql_type *type = parent;

    if (f->condition.ptr != NULL)
        type = tw__gql_check_type(c, f->condition, f->condition_loc.start);
    tw__gql_check_inline(c, f, parent, type);
    tw__gql_check_directives(c, &f->directives, "INLINE_FRAGMENT");
    walk(c, &f->selections, composite(type));
}

/* As deep as a document may nest. */
static void walk(tw_gql_check *c,
                 const tw_gql_selections *list,
                 const tw_gql_type *parent)
{
    for (uint32_t i = 0; i < list->count && !c->stopped; i++) {
        const tw_gql_selection *s = &list->items[i];

        switch (s->kind) {
        case TW_GQL_FIELD:
            walk_field(c, s, parent);
            break;
        case TW_GQL_SPREAD:
            tw__buf_put(&c->spreads, &(tw_gql_spread){s},
                        sizeof(tw_gql_spread));
            tw__gql_check_spread(c, s, parent);
            tw__gql_check_directives(c, &s->directives, "FRAGMENT_SPREAD");
            break;
        case TW_GQL_INLINE:
            walk_inline(c, s, parent);
            break;
        }
    }
}

static const tw_gql_type *fragment_type(tw_gql_check *c,
                                        const tw_gql_definition *d)
{
    const tw_gql_type *type =
        tw__gql_check_type(c, d->condition, d->condition_loc.start);

    if (type != NULL && !tw__gql_is_composite(type)) {
        tw__gql_complain(c, d->condition_loc.start, UINT32_MAX,
                         "Fragment \"%.*s\" cannot condition on non composite "
                         "type \"%.*s\".",
                         TW_FMT(tw__gql_shown(c->op, d->name)),
                         TW_FMT(d->condition));
        return NULL;
    }
    return type;
}

/* What the walk noted, as an array in the arena. */
static void *kept(tw_gql_check *c, const tw_buf *notes)
{
    void *items = NULL;

    if (notes->failed)
        (void)tw__fail_nomem(c->op);
    else if (notes->len > 0)
        items = tw__op_get(c->op, notes->len);
    if (items != NULL)
        memcpy(items, notes->ptr, notes->len);
    if (c->op->error.status != TW_OK)
        c->stopped = true;
    return items;
}

static void keep_notes(tw_gql_check *c, tw_gql_scope *scope)
{
    tw_gql_usage *usages = (tw_gql_usage *)kept(c, &c->usages);
    tw_gql_spread *spreads = (tw_gql_spread *)kept(c, &c->spreads);

    if (c->stopped)
        return;
    *scope = (tw_gql_scope){
        .usages = usages,
        .spreads = spreads,
        .usage_count = (uint32_t)(c->usages.len / sizeof(*usages)),
        .spread_count = (uint32_t)(c->spreads.len / sizeof(*spreads)),
    };
}

void tw__gql_check_definition(tw_gql_check *c, uint32_t index)
{
    const tw_gql_definition *d = &c->doc->definitions[index];
    const tw_gql_type *type = NULL;
    const char *location = "";

    tw__buf_reset(&c->usages);
    tw__buf_reset(&c->spreads);
    switch (d->kind) {
    case TW_GQL_QUERY:
        type = tw__gql_query_type(c->schema);
        location = "QUERY";
        break;
    case TW_GQL_MUTATION:
        type = tw__gql_mutation_type(c->schema);
        location = "MUTATION";
        break;
    case TW_GQL_SUBSCRIPTION:
        /* No schema here has such a type.  As with graphql-js its fields are
        ** not judged then; executing it is what is refused. */
        location = "SUBSCRIPTION";
        break;
    case TW_GQL_FRAGMENT:
        type = fragment_type(c, d);
        location = "FRAGMENT_DEFINITION";
        break;
    case TW_GQL_TYPE_SYSTEM:
        return;
    }
    tw__gql_check_variable_definitions(c, d);
    tw__gql_check_directives(c, &d->directives, location);
    walk(c, &d->selections, type);
    keep_notes(c, &c->scopes[index]);
}
