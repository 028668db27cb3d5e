/* schema_table.c -- reads the little texts of type tables.  The texts are the
** library's own; one that makes no sense is a fault in the library. */
#include "graphql/schema_table.h"

/* A text being read. */
typedef struct text {
    const char *p;
} text;

static void skip_blanks(text *t)
{
    while (*t->p == ' ' || *t->p == ',' || *t->p == '\n')
        t->p++;
}

static bool is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
}

static tw_str take_name(text *t)
{
    const char *from = t->p;

    while (is_name(*t->p))
        t->p++;
    return (tw_str){from, (size_t)(t->p - from)};
}

static const tw_gql_type *take_type(tw_op *op, tw_gql_schema *s, text *t)
{
    const tw_gql_type *type;
    uint32_t lists = 0;
    tw_str name;

    for (; *t->p == '['; t->p++)
        lists++;
    name = take_name(t);
    type = tw__gql_type(op, s, name);
    if (TW_NEVER(type == NULL)) {
        tw__fail(op, TW_E_INTERNAL, "", "no type \"%.*s\"", TW_FMT(name));
        return NULL;
    }
    for (; *t->p == '!' || (*t->p == ']' && lists > 0); t->p++) {
        type = *t->p == '!' ? tw__gql_non_null_of(op, s, type)
                            : tw__gql_list_of(op, s, type);
        lists -= *t->p == ']';
    }
    return type;
}

/* " = {first: 10}": up to a comma outside of brackets. */
static tw_str take_default(text *t)
{
    const char *from;
    int depth = 0;

    while (*t->p == ' ')
        t->p++;
    if (*t->p != '=')
        return TW_NO_STR;
    for (t->p++; *t->p == ' '; t->p++)
        ;
    for (from = t->p; *t->p != '\0' && (*t->p != ',' || depth > 0); t->p++) {
        depth += *t->p == '{' || *t->p == '[';
        depth -= *t->p == '}' || *t->p == ']';
    }
    return (tw_str){from, (size_t)(t->p - from)};
}

/* "name: Type = default" */
static bool take_input(tw_op *op, tw_gql_schema *s, text *t, tw_gql_input *out)
{
    memset(out, 0, sizeof(*out));
    skip_blanks(t);
    out->name = take_name(t);
    for (; *t->p == ':' || *t->p == ' '; t->p++)
        ;
    out->type = take_type(op, s, t);
    out->default_value = take_default(t);
    return out->type != NULL;
}

const tw_gql_type *tw__gql_type_of_text(tw_op *op,
                                        tw_gql_schema *s,
                                        const char *written)
{
    text t = {written};

    return take_type(op, s, &t);
}

static uint16_t count_inputs(const char *p)
{
    uint16_t n = 0;

    /* every input has one colon before its default, which may have more */
    for (int depth = 0; *p != '\0'; p++) {
        depth += *p == '{' || *p == '[';
        depth -= *p == '}' || *p == ']';
        if (*p == ':' && depth == 0)
            n++;
    }
    return n;
}

tw_status tw__gql_inputs_of_text(tw_op *op,
                                 tw_gql_schema *s,
                                 tw_arena *arena,
                                 const char *written,
                                 const tw_gql_input **out,
                                 uint16_t *count)
{
    text t = {written};
    tw_gql_input *list;

    *out = NULL;
    *count = 0;
    if (written == NULL)
        return TW_OK;
    *count = count_inputs(written);
    list = tw__arena_array(arena, *count, sizeof(*list));
    if (list == NULL)
        return tw__fail_nomem(op);
    for (uint16_t i = 0; i < *count; i++)
        if (!take_input(op, s, &t, &list[i]))
            return op->error.status;
    *out = list;
    return TW_OK;
}

tw_status tw__gql_add_rows(tw_gql_build *b, const tw_gql_row *rows)
{
    for (const tw_gql_row *r = rows; r->name != NULL; r++) {
        tw_gql_field *f = tw__gql_add_field(b, tw_str_of(r->name));

        if (f == NULL)
            break;
        f->description = tw_str_of(r->description);
        f->deprecation = tw_str_of(r->deprecation);
        f->meaning.verb = r->verb;
        f->type = tw__gql_type_of_text(b->op, b->schema, r->type);
        if (f->type == NULL ||
            tw__gql_inputs_of_text(b->op, b->schema, b->arena, r->arguments,
                                   &f->arguments, &f->argument_count) != TW_OK)
            break;
    }
    return b->op->error.status;
}

static tw_status make_object(tw_gql_build *b)
{
    const tw_gql_table *table = b->entry->type.maker;

    return tw__gql_add_rows(b, table->rows);
}

/* "~": from here on nothing is published. */
static void take_mark(tw_gql_build *b, text *t)
{
    skip_blanks(t);
    if (*t->p != '~')
        return;
    b->hidden = true;
    t->p++;
}

static tw_status make_inputs(tw_gql_build *b)
{
    const tw_gql_table *table = b->entry->type.maker;
    text t = {table->members};
    tw_gql_input one, *in;

    for (take_mark(b, &t); *t.p != '\0'; take_mark(b, &t)) {
        if (!take_input(b->op, b->schema, &t, &one))
            break;
        in = tw__gql_add_input(b, one.name);
        if (in == NULL)
            break;
        *in = one;
    }
    return b->op->error.status;
}

static tw_status make_values(tw_gql_build *b)
{
    const tw_gql_table *table = b->entry->type.maker;
    text t = {table->members};

    for (take_mark(b, &t); *t.p != '\0'; take_mark(b, &t)) {
        tw_gql_enum_value *v = tw__gql_add_value(b, take_name(&t));

        if (v == NULL)
            break;
        if (*t.p == '=') {
            t.p++;
            v->value = take_name(&t);
        }
    }
    return b->op->error.status;
}

static tw_gql_make make_of(tw_gql_kind kind)
{
    switch ((int)kind) {
    case TW_GQL_KIND_OBJECT:
        return make_object;
    case TW_GQL_KIND_INPUT_OBJECT:
        return make_inputs;
    case TW_GQL_KIND_ENUM:
        return make_values;
    default:
        return NULL;
    }
}

tw_status tw__gql_register_tables(tw_op *op,
                                  tw_gql_schema *s,
                                  const tw_gql_table *tables)
{
    for (const tw_gql_table *t = tables; t->name != NULL; t++) {
        tw_gql_entry *e = tw__gql_register(op, s, t->kind, tw_str_of(t->name),
                                           make_of(t->kind), t);

        if (e == NULL)
            return op->error.status;
        e->type.scalar = t->scalar;
        e->type.description = tw_str_of(t->description);
    }
    return TW_OK;
}
