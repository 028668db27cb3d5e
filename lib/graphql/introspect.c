/* introspect.c -- answers `__schema` and `__type` (section 4 of the
** specification).  The types stream by, each one's members made only for as
** long as they are written. */
#include "graphql/introspect.h"

#include "graphql/introspect_plan.h"

typedef struct writer {
    tw_op *op;
    tw_gql_schema *schema;
    tw_buf *out;
    size_t limit; /* of out->len */
} writer;

static const char *const kind_names[] = {"SCALAR", "OBJECT",  "INTERFACE",
                                         "UNION",  "ENUM",    "INPUT_OBJECT",
                                         "LIST",   "NON_NULL"};

static void put_text(writer *w, tw_str s)
{
    if (s.ptr == NULL)
        tw__buf_text(w->out, "null");
    else
        tw__json_put_text(w->out, s);
}

static void put_bool(writer *w, bool v)
{
    tw__buf_text(w->out, v ? "true" : "false");
}

/* `{"key":` or `,"key":`; __typename is answered at once. */
static bool open_step(writer *w, const tw_gql_meta_plan *p, uint32_t i)
{
    tw__buf_char(w->out, i == 0 ? '{' : ',');
    tw__buf_char(w->out, '"');
    tw__buf_str(w->out, p->steps[i].key);
    tw__buf_text(w->out, "\":");
    if (p->steps[i].verb != TW_GQL_TYPENAME)
        return true;
    put_text(w, p->type_name);
    return false;
}

static void close_plan(writer *w, const tw_gql_meta_plan *p)
{
    tw__buf_text(w->out, p->count == 0 ? "{}" : "}");
}

static tw_status status_of(writer *w)
{
    if (w->out->failed)
        return tw__fail_nomem(w->op);
    if (w->limit != 0 && w->out->len > w->limit)
        return tw__fail(w->op, TW_E_TOO_LARGE, "",
                        "the description of the schema is too large");
    return w->op->error.status;
}

static void separate(writer *w, bool *comma)
{
    if (*comma)
        tw__buf_char(w->out, ',');
    *comma = true;
}

static tw_status put_type(writer *w,
                          const tw_gql_meta_plan *p,
                          const tw_gql_type *t);

static void put_deprecation(writer *w, uint16_t verb, tw_str deprecation)
{
    if (verb == TW_GQL_META_IS_DEPRECATED)
        put_bool(w, deprecation.ptr != NULL);
    else
        put_text(w, deprecation);
}

static tw_status put_input(writer *w,
                           const tw_gql_meta_plan *p,
                           const tw_gql_input *in)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const tw_gql_meta_step *s = &p->steps[i];

        if (!open_step(w, p, i))
            continue;
        switch (s->verb) {
        case TW_GQL_META_NAME:
            put_text(w, in->name);
            break;
        case TW_GQL_META_DESCRIPTION:
            put_text(w, in->description);
            break;
        case TW_GQL_META_FIELD_TYPE:
            if (put_type(w, s->members, in->type) != TW_OK)
                return w->op->error.status;
            break;
        case TW_GQL_META_DEFAULT:
            put_text(w, in->default_value);
            break;
        default:
            put_deprecation(w, s->verb, in->deprecation);
            break;
        }
    }
    close_plan(w, p);
    return TW_OK;
}

static tw_status put_inputs(writer *w,
                            const tw_gql_meta_step *s,
                            const tw_gql_input *list,
                            uint32_t count)
{
    bool comma = false;

    tw__buf_char(w->out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (list[i].deprecation.ptr != NULL && !s->deprecated)
            continue;
        separate(w, &comma);
        if (put_input(w, s->members, &list[i]) != TW_OK)
            return w->op->error.status;
    }
    tw__buf_char(w->out, ']');
    return status_of(w);
}

static tw_status put_field_of(writer *w,
                              const tw_gql_meta_plan *p,
                              const tw_gql_field *f)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const tw_gql_meta_step *s = &p->steps[i];
        tw_status st = TW_OK;

        if (!open_step(w, p, i))
            continue;
        switch (s->verb) {
        case TW_GQL_META_NAME:
            put_text(w, f->name);
            break;
        case TW_GQL_META_DESCRIPTION:
            put_text(w, f->description);
            break;
        case TW_GQL_META_ARGS:
            st = put_inputs(w, s, f->arguments, f->argument_count);
            break;
        case TW_GQL_META_FIELD_TYPE:
            st = put_type(w, s->members, f->type);
            break;
        default:
            put_deprecation(w, s->verb, f->deprecation);
            break;
        }
        if (st != TW_OK)
            return st;
    }
    close_plan(w, p);
    return status_of(w);
}

static tw_status put_fields(writer *w,
                            const tw_gql_meta_step *s,
                            const tw_gql_type *t)
{
    bool comma = false;
    uint32_t count;
    const tw_gql_field *list = tw__gql_fields(w->op, w->schema, t, &count);

    tw__buf_char(w->out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (list[i].deprecation.ptr != NULL && !s->deprecated)
            continue;
        separate(w, &comma);
        if (put_field_of(w, s->members, &list[i]) != TW_OK)
            return w->op->error.status;
    }
    tw__buf_char(w->out, ']');
    return status_of(w);
}

static void put_value(writer *w,
                      const tw_gql_meta_plan *p,
                      const tw_gql_enum_value *v)
{
    for (uint32_t i = 0; i < p->count; i++) {
        if (!open_step(w, p, i))
            continue;
        if (p->steps[i].verb == TW_GQL_META_NAME)
            put_text(w, v->name);
        else if (p->steps[i].verb == TW_GQL_META_DESCRIPTION)
            put_text(w, v->description);
        else
            put_deprecation(w, p->steps[i].verb, v->deprecation);
    }
    close_plan(w, p);
}

static tw_status put_values(writer *w,
                            const tw_gql_meta_step *s,
                            const tw_gql_type *t)
{
    bool comma = false;
    uint32_t count;
    const tw_gql_enum_value *list = tw__gql_enums(w->op, w->schema, t, &count);

    tw__buf_char(w->out, '[');
    for (uint32_t i = 0; i < count; i++) {
        if (list[i].deprecation.ptr != NULL && !s->deprecated)
            continue;
        separate(w, &comma);
        put_value(w, s->members, &list[i]);
    }
    tw__buf_char(w->out, ']');
    return status_of(w);
}

/* Members of a type are made for the while unless somebody uses them. */
static tw_status put_members(writer *w,
                             const tw_gql_meta_step *s,
                             const tw_gql_type *t)
{
    const tw_gql_input *inputs;
    tw_gql_loan loan;
    uint32_t count;
    tw_status st;

    if (tw__gql_borrow(w->op, w->schema, t, &loan) != TW_OK)
        return w->op->error.status;
    if (s->verb == TW_GQL_META_FIELDS) {
        st = put_fields(w, s, t);
    } else if (s->verb == TW_GQL_META_ENUM_VALUES) {
        st = put_values(w, s, t);
    } else {
        inputs = tw__gql_inputs(w->op, w->schema, t, &count);
        st = put_inputs(w, s, inputs, count);
    }
    tw__gql_give_back(w->op, &loan);
    return st;
}

static bool has_members(uint16_t verb, tw_gql_kind kind)
{
    return (verb == TW_GQL_META_FIELDS && kind == TW_GQL_KIND_OBJECT) ||
           (verb == TW_GQL_META_ENUM_VALUES && kind == TW_GQL_KIND_ENUM) ||
           (verb == TW_GQL_META_INPUT_FIELDS &&
            kind == TW_GQL_KIND_INPUT_OBJECT);
}

static tw_status put_of_type(writer *w,
                             const tw_gql_meta_step *s,
                             const tw_gql_type *t)
{
    if (has_members(s->verb, t->kind))
        return put_members(w, s, t);
    switch (s->verb) {
    case TW_GQL_META_KIND:
        put_text(w, tw_str_of(kind_names[t->kind]));
        break;
    case TW_GQL_META_NAME:
        put_text(w, t->name);
        break;
    case TW_GQL_META_DESCRIPTION:
        put_text(w, t->description);
        break;
    case TW_GQL_META_SPECIFIED_BY:
        put_text(w, t->specified_by);
        break;
    case TW_GQL_META_OF_TYPE:
        if (t->of != NULL)
            return put_type(w, s->members, t->of);
        tw__buf_text(w->out, "null");
        break;
    case TW_GQL_META_INTERFACES: /* no type here has any */
        tw__buf_text(w->out, t->kind == TW_GQL_KIND_OBJECT ? "[]" : "null");
        break;
    default:
        tw__buf_text(w->out, "null");
        break;
    }
    return TW_OK;
}

static tw_status put_type(writer *w,
                          const tw_gql_meta_plan *p,
                          const tw_gql_type *t)
{
    for (uint32_t i = 0; i < p->count; i++)
        if (open_step(w, p, i) && put_of_type(w, &p->steps[i], t) != TW_OK)
            return w->op->error.status;
    close_plan(w, p);
    return status_of(w);
}

static tw_status put_types(writer *w, const tw_gql_meta_plan *p)
{
    const tw_gql_type *t;

    tw__buf_char(w->out, '[');
    for (uint32_t i = 0; (t = tw__gql_type_at(w->op, w->schema, i)) != NULL;
         i++) {
        if (i > 0)
            tw__buf_char(w->out, ',');
        if (put_type(w, p, t) != TW_OK)
            return w->op->error.status;
    }
    tw__buf_char(w->out, ']');
    return status_of(w);
}

static tw_status put_directive(writer *w,
                               const tw_gql_meta_plan *p,
                               const tw_gql_directive_info *d)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const tw_gql_meta_step *s = &p->steps[i];
        bool comma = false;

        if (!open_step(w, p, i))
            continue;
        switch (s->verb) {
        case TW_GQL_META_NAME:
            put_text(w, d->name);
            break;
        case TW_GQL_META_DESCRIPTION:
            put_text(w, d->description);
            break;
        case TW_GQL_META_IS_REPEATABLE:
            put_bool(w, d->repeatable);
            break;
        case TW_GQL_META_LOCATIONS:
            tw__buf_char(w->out, '[');
            for (const char *const *at = d->locations; *at != NULL; at++) {
                separate(w, &comma);
                put_text(w, tw_str_of(*at));
            }
            tw__buf_char(w->out, ']');
            break;
        default:
            if (put_inputs(w, s, d->arguments, d->argument_count) != TW_OK)
                return w->op->error.status;
            break;
        }
    }
    close_plan(w, p);
    return status_of(w);
}

static tw_status put_directives(writer *w, const tw_gql_meta_plan *p)
{
    const tw_gql_directive_info *d;

    tw__buf_char(w->out, '[');
    for (uint32_t i = 0;
         (d = tw__gql_directive_at(w->op, w->schema, i)) != NULL; i++) {
        if (i > 0)
            tw__buf_char(w->out, ',');
        if (put_directive(w, p, d) != TW_OK)
            return w->op->error.status;
    }
    tw__buf_char(w->out, ']');
    return status_of(w);
}

static tw_status put_root_type(writer *w,
                               const tw_gql_meta_step *s,
                               const tw_gql_type *t)
{
    if (t != NULL)
        return put_type(w, s->members, t);
    tw__buf_text(w->out, "null");
    return TW_OK;
}

static tw_status put_schema(writer *w, const tw_gql_meta_plan *p)
{
    for (uint32_t i = 0; i < p->count; i++) {
        const tw_gql_meta_step *s = &p->steps[i];
        tw_status st;

        if (!open_step(w, p, i))
            continue;
        switch (s->verb) {
        case TW_GQL_META_TYPES:
            st = put_types(w, s->members);
            break;
        case TW_GQL_META_DIRECTIVES:
            st = put_directives(w, s->members);
            break;
        case TW_GQL_META_QUERY_TYPE:
            st = put_root_type(w, s, tw__gql_query_type(w->schema));
            break;
        case TW_GQL_META_MUTATION_TYPE:
            st = put_root_type(w, s, tw__gql_mutation_type(w->schema));
            break;
        default: /* no subscriptions, no description */
            tw__buf_text(w->out, "null");
            st = TW_OK;
            break;
        }
        if (st != TW_OK)
            return st;
    }
    close_plan(w, p);
    return status_of(w);
}

static tw_status put_named(writer *w,
                           const tw_gql_introspection *ask,
                           const tw_gql_field *f,
                           const tw_gql_meta_plan *members)
{
    const tw_gql_type *t = NULL;
    const tw_json *args, *name;

    if (tw__gql_arguments(w->op, w->schema, f, ask->selections[0],
                          ask->variables, &args) != TW_OK)
        return w->op->error.status;
    name = tw__json_member(args, "name");
    if (name != NULL && name->type == TW_JSON_TEXT)
        t = tw__gql_type(w->op, w->schema, name->text);
    if (t != NULL)
        return put_type(w, members, t);
    tw__buf_text(w->out, "null");
    return status_of(w);
}

static tw_status answer(writer *w, const tw_gql_introspection *ask)
{
    const tw_gql_field *f =
        tw__gql_field_of(w->op, w->schema, tw__gql_query_type(w->schema),
                         ask->selections[0]->name);
    const tw_gql_meta_plan *members = NULL;

    if (TW_NEVER(f == NULL || (f->meaning.verb != TW_GQL_SCHEMA &&
                               f->meaning.verb != TW_GQL_TYPE)))
        return tw__fail(w->op, TW_E_MISUSE, "", "not a meta field");
    if (tw__gql_meta_plan(w->op, ask, f, &members) != TW_OK)
        return w->op->error.status;
    return f->meaning.verb == TW_GQL_SCHEMA ? put_schema(w, members)
                                            : put_named(w, ask, f, members);
}

tw_status tw__gql_introspect(tw_op *op,
                             const tw_gql_introspection *ask,
                             tw_buf *out)
{
    size_t before = out->len;
    writer w = {op, ask->schema, out,
                ask->bytes_max == 0 ? 0 : before + ask->bytes_max};
    tw_status st = answer(&w, ask);

    if (st != TW_OK && !out->failed)
        tw__buf_cut(out, before);
    return st;
}
