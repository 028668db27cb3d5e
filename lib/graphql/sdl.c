/* sdl.c -- a schema in the schema definition language, for tools. */
#include "graphql/schema_table.h"

#include "base/json.h"

typedef struct printer {
    tw_op *op;
    tw_gql_schema *s;
    tw_buf *b;
} printer;

/* Can stand between three quotes as it is?  Block strings drop common indent
** and blank lines at their ends, and know one escape only. */
static bool is_plain(tw_str s)
{
    if (s.len == 0 || s.ptr[0] == ' ' || s.ptr[s.len - 1] == ' ')
        return false;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] < ' ' || s.ptr[i] == '"' ||
            s.ptr[i] == '\\' || s.ptr[i] == 0x7f)
            return false;
    return true;
}

static void put_description(printer *p, const char *indent, tw_str s)
{
    if (s.ptr == NULL)
        return;
    tw__buf_text(p->b, indent);
    if (is_plain(s)) {
        tw__buf_text(p->b, "\"\"\"");
        tw__buf_str(p->b, s);
        tw__buf_text(p->b, "\"\"\"");
    } else {
        tw__json_put_text(p->b, s); /* JSON's escapes are GraphQL's */
    }
    tw__buf_char(p->b, '\n');
}

static void put_deprecation(printer *p, tw_str reason)
{
    if (reason.ptr == NULL)
        return;
    tw__buf_text(p->b, " @deprecated(reason: ");
    tw__json_put_text(p->b, reason);
    tw__buf_char(p->b, ')');
}

static void put_input(printer *p, const tw_gql_input *in)
{
    tw__buf_str(p->b, in->name);
    tw__buf_text(p->b, ": ");
    tw__gql_type_print(p->b, in->type);
    if (in->default_value.ptr != NULL) {
        tw__buf_text(p->b, " = ");
        tw__buf_str(p->b, in->default_value);
    }
    put_deprecation(p, in->deprecation);
}

/* On one line; when an argument has something to say, each on its own. */
static void put_arguments(printer *p, const tw_gql_input *list, uint32_t count)
{
    bool lines = false;

    for (uint32_t i = 0; i < count; i++)
        lines |= list[i].description.ptr != NULL;
    if (count == 0)
        return;
    tw__buf_text(p->b, lines ? "(\n" : "(");
    for (uint32_t i = 0; i < count; i++) {
        if (lines) {
            put_description(p, "    ", list[i].description);
            tw__buf_text(p->b, "    ");
        } else if (i > 0) {
            tw__buf_text(p->b, ", ");
        }
        put_input(p, &list[i]);
        if (lines)
            tw__buf_char(p->b, '\n');
    }
    tw__buf_text(p->b, lines ? "  )" : ")");
}

static void put_fields(printer *p, const tw_gql_type *t)
{
    uint32_t count;
    const tw_gql_field *list = tw__gql_fields(p->op, p->s, t, &count);

    for (uint32_t i = 0; i < count; i++) {
        put_description(p, "  ", list[i].description);
        tw__buf_text(p->b, "  ");
        tw__buf_str(p->b, list[i].name);
        put_arguments(p, list[i].arguments, list[i].argument_count);
        tw__buf_text(p->b, ": ");
        tw__gql_type_print(p->b, list[i].type);
        put_deprecation(p, list[i].deprecation);
        tw__buf_char(p->b, '\n');
    }
}

static void put_inputs(printer *p, const tw_gql_type *t)
{
    uint32_t count;
    const tw_gql_input *list = tw__gql_inputs(p->op, p->s, t, &count);

    for (uint32_t i = 0; i < count; i++) {
        put_description(p, "  ", list[i].description);
        tw__buf_text(p->b, "  ");
        put_input(p, &list[i]);
        tw__buf_char(p->b, '\n');
    }
}

static void put_values(printer *p, const tw_gql_type *t)
{
    uint32_t count;
    const tw_gql_enum_value *list = tw__gql_enums(p->op, p->s, t, &count);

    for (uint32_t i = 0; i < count; i++) {
        put_description(p, "  ", list[i].description);
        tw__buf_text(p->b, "  ");
        tw__buf_str(p->b, list[i].name);
        put_deprecation(p, list[i].deprecation);
        tw__buf_char(p->b, '\n');
    }
}

static void put_scalar(printer *p, const tw_gql_type *t)
{
    tw__buf_text(p->b, "scalar ");
    tw__buf_str(p->b, t->name);
    if (t->specified_by.ptr != NULL) {
        tw__buf_text(p->b, " @specifiedBy(url: ");
        tw__json_put_text(p->b, t->specified_by);
        tw__buf_char(p->b, ')');
    }
    tw__buf_char(p->b, '\n');
}

static void put_braced(printer *p,
                       const tw_gql_type *t,
                       const char *word,
                       void (*put)(printer *, const tw_gql_type *))
{
    tw__buf_text(p->b, word);
    tw__buf_str(p->b, t->name);
    tw__buf_text(p->b, " {\n");
    put(p, t);
    tw__buf_text(p->b, "}\n");
}

static tw_status put_type(printer *p, const tw_gql_type *t)
{
    tw_gql_loan loan;

    if (tw__gql_borrow(p->op, p->s, t, &loan) != TW_OK)
        return p->op->error.status;
    put_description(p, "", t->description);
    if (t->kind == TW_GQL_KIND_OBJECT)
        put_braced(p, t, "type ", put_fields);
    else if (t->kind == TW_GQL_KIND_INPUT_OBJECT)
        put_braced(p, t, "input ", put_inputs);
    else if (t->kind == TW_GQL_KIND_ENUM)
        put_braced(p, t, "enum ", put_values);
    else
        put_scalar(p, t);
    tw__gql_give_back(p->op, &loan);
    return p->b->failed ? tw__fail_nomem(p->op) : p->op->error.status;
}

/* Those that every reader of the language knows. */
static bool is_known(const tw_gql_type *t)
{
    return (t->kind == TW_GQL_KIND_SCALAR &&
            t->scalar != TW_GQL_SCALAR_CUSTOM &&
            t->scalar != TW_GQL_SCALAR_UUID) ||
           tw__str_starts(t->name, TW_STR("__"));
}

tw_status tw__gql_sdl(tw_op *op, tw_gql_schema *s, tw_buf *out)
{
    printer p = {op, s, out};
    const tw_gql_type *t;
    bool first = true;

    for (uint32_t i = 0; (t = tw__gql_type_at(op, s, i)) != NULL; i++) {
        if (is_known(t))
            continue;
        if (!first)
            tw__buf_char(out, '\n');
        first = false;
        if (put_type(&p, t) != TW_OK)
            return op->error.status;
    }
    return TW_OK;
}
