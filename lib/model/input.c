/* input.c -- checks the kinds of properties, each complaint a line of its own,
** and reads them. */
#include "model/input.h"

#include "base/uuid.h"
#include "model/naming.h"
#include "model/tree.h"
#include "model/type.h"

/* What is wrong with a property, or NULL. */
static const char *text_fault(const tw_prop *p, const tw_json *v)
{
    if (v->type != TW_JSON_TEXT)
        return "must be a string";
    switch (p->kind) {
    case TW_PROP_NAME:
        if (v->text.len == 0)
            return "should not be empty";
        return tw__name_forbidden(v->text)
                   ? "must not be a reserved word of GraphQL, nor contain "
                     "any of ' \" \\ ; . = * /"
                   : NULL;
    case TW_PROP_LABEL:
        return v->text.len == 0 ? "should not be empty" : NULL;
    case TW_PROP_UUID:
        return tw__uuid_valid(v->text) ? NULL : "must be a UUID";
    case TW_PROP_TYPE:
        return tw__type_by_name(v->text) != NULL ? NULL
                                                 : "must be a field type";
    case TW_PROP_INDEX_TYPE:
        return tw__str_is(v->text, "BTREE") || tw__str_is(v->text, "GIN")
                   ? NULL
                   : "must be BTREE or GIN";
    case TW_PROP_TEXT:
    case TW_PROP_FLAG:
    case TW_PROP_LIST:
        break;
    }
    return NULL;
}

static const char *fault(const tw_prop *p, const tw_json *v)
{
    if (tw__tree_nil(v))
        return p->required ? "should not be empty" : NULL;
    if (p->kind == TW_PROP_FLAG)
        return v->type == TW_JSON_TRUE || v->type == TW_JSON_FALSE
                   ? NULL
                   : "must be a boolean";
    if (p->kind == TW_PROP_LIST)
        return v->type == TW_JSON_LIST ? NULL : "must be an array";
    return text_fault(p, v);
}

static void put_fault(tw_buf *line,
                      tw_json_writer *list,
                      const char *name,
                      const char *why)
{
    size_t from;

    if (line->len == 0)
        tw__buf_text(list->b, "{\"messages\":[");
    else
        tw__buf_text(line, ", ");
    from = line->len;
    tw__buf_printf(line, "%s %s", name, why);
    tw__jw_text(list, (tw_str){line->ptr + from, line->len - from});
}

static tw_status refuse(tw_op *op, tw_buf *list, const tw_buf *line)
{
    tw__buf_text(list, "]}");
    op->report = tw__op_take(op, list);
    if (op->report.ptr == NULL || line->failed)
        return tw__fail_nomem(op);
    return tw__fail(op, TW_E_PROPERTY_CHECK, "", "%.*s", TW_FMT(*line));
}

tw_status tw__input_check(tw_op *op,
                          const tw_json *in,
                          const tw_prop *props,
                          size_t count)
{
    tw_json_writer w;
    tw_buf list, line;
    tw_status st = TW_OK;

    if (in == NULL || in->type != TW_JSON_OBJECT)
        return tw__fail(op, TW_E_PROPERTY_CHECK, "",
                        "the properties must be a JSON object");
    tw__buf_init(&list, op->alloc);
    tw__buf_init(&line, op->alloc);
    w = (tw_json_writer){.b = &list};
    for (size_t i = 0; i < count; i++) {
        const char *why = fault(&props[i], tw__json_member(in, props[i].name));

        if (why != NULL)
            put_fault(&line, &w, props[i].name, why);
    }
    if (line.len > 0 || line.failed)
        st = refuse(op, &list, &line);
    tw__buf_fini(&list);
    tw__buf_fini(&line);
    return st;
}

const tw_json *tw__input_given(const tw_json *in, const char *name)
{
    const tw_json *v = tw__json_member(in, name);

    return tw__tree_nil(v) ? NULL : v;
}

tw_str tw__input_raw(const tw_json *in, const char *name)
{
    const tw_json *v = tw__json_member(in, name);

    return tw__tree_is_text(v) ? v->text : TW_NO_STR;
}

tw_str tw__input_id(tw_op *op, const tw_json *in, const char *name)
{
    char id[TW_UUID_BYTES];

    if (!tw__uuid_normal(tw__input_raw(in, name), id))
        return TW_NO_STR;
    return tw__op_str(op, (tw_str){id, sizeof(id)});
}

tw_str tw__input_text(tw_op *op, const tw_json *in, const char *name)
{
    tw_str raw = tw__input_raw(in, name);

    return raw.ptr == NULL ? raw : tw__name_collapse(op, raw);
}

bool tw__input_flag(const tw_json *in, const char *name, bool fallback)
{
    const tw_json *v = tw__input_given(in, name);

    return v == NULL ? fallback : v->type == TW_JSON_TRUE;
}
