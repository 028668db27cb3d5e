/* schema.c -- schemas for tests. */
#include "support/schema.h"

#include "support/check.h"

#include "base/str.h"

#include <stdio.h>

void schema_look(schema_world *sw)
{
    tw__gql_schema_free(sw->s);
    sw->s = NULL;
    world_next(&sw->w);
    world_ok(&sw->w, tw__gql_schema_core(&sw->w.op, &sw->s));
}

void schema_open(schema_world *sw, tw_start start)
{
    world_open(&sw->w, NULL, start);
    sw->s = NULL;
    schema_look(sw);
}

void schema_close(schema_world *sw)
{
    tw__gql_schema_free(sw->s);
    world_close(&sw->w);
}

const tw_gql_type *schema_type(schema_world *sw, const char *name)
{
    return tw__gql_type(&sw->w.op, sw->s, tw_str_of(name));
}

const tw_gql_field *schema_field(schema_world *sw,
                                 const char *of,
                                 const char *name)
{
    const tw_gql_field *f = tw__gql_field_of(
        &sw->w.op, sw->s, schema_type(sw, of), tw_str_of(name));

    if (f == NULL)
        fail_msg("%s has no field %s", of, name);
    return f;
}

const tw_gql_input *schema_input(schema_world *sw,
                                 const char *of,
                                 const char *name)
{
    return tw__gql_input_of(&sw->w.op, sw->s, schema_type(sw, of),
                            tw_str_of(name));
}

const char *schema_printed(const tw_gql_type *t)
{
    static char text[200];
    tw_buf b;

    tw__buf_init(&b, &tw__alloc_default);
    tw__gql_type_print(&b, t);
    snprintf(text, sizeof(text), "%.*s", TW_FMT(tw__buf_view(&b)));
    tw__buf_fini(&b);
    return text;
}

/* A text that grows to the right. */
typedef struct line {
    char text[20000];
    size_t len;
} line;

static void put(line *l, const char *before, tw_str name, const char *type)
{
    l->len += (size_t)snprintf(l->text + l->len, sizeof(l->text) - l->len,
                               "%s%.*s%s%s", before, TW_FMT(name),
                               type[0] == '\0' ? "" : ": ", type);
}

const char *schema_arguments(const tw_gql_field *f)
{
    static line l;

    l.len = 0;
    l.text[0] = '\0';
    for (uint16_t i = 0; i < f->argument_count; i++)
        put(&l, i > 0 ? ", " : "", f->arguments[i].name,
            schema_printed(f->arguments[i].type));
    return l.text;
}

const char *schema_listed(schema_world *sw, const char *of)
{
    static line l;
    tw_op *op = &sw->w.op;
    const tw_gql_type *t = schema_type(sw, of);
    const tw_gql_field *fields;
    const tw_gql_input *inputs;
    const tw_gql_enum_value *values;
    uint32_t count;

    l.len = 0;
    l.text[0] = '\0';
    fields = tw__gql_fields(op, sw->s, t, &count);
    for (uint32_t i = 0; fields != NULL && i < count; i++)
        put(&l, i > 0 ? " " : "", fields[i].name, "");
    inputs = tw__gql_inputs(op, sw->s, t, &count);
    for (uint32_t i = 0; inputs != NULL && i < count; i++)
        put(&l, i > 0 ? " " : "", inputs[i].name,
            schema_printed(inputs[i].type));
    values = tw__gql_enums(op, sw->s, t, &count);
    for (uint32_t i = 0; values != NULL && i < count; i++)
        put(&l, i > 0 ? " " : "", values[i].name, "");
    put(&l, " ", TW_STR(""), "");
    return l.text;
}
