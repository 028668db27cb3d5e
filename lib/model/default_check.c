/* default_check.c -- default values as they are sent: the quoted form of text,
** the two functions, composites member by member. */
#include "model/draft.h"

#include "model/options.h"
#include "model/tree.h"

static const char code[] = "INVALID_FIELD_INPUT";

/* "" and "''" are no value. */
static bool is_blank(const tw_json *v)
{
    return v->type == TW_JSON_NULL ||
           (v->type == TW_JSON_TEXT &&
            (v->text.len == 0 || tw__str_is(v->text, "''")));
}

/* Blank members become null; a composite of such alone is no default. */
static tw_json *settle_composite(tw_json *value)
{
    bool all = true;

    for (uint32_t i = 0; i < value->count; i++) {
        tw_json *v = &value->items[i];

        if (is_blank(v)) {
            tw_str key = v->key;

            *v = (tw_json){.type = TW_JSON_NULL, .key = key};
        } else {
            all = false;
        }
    }
    return all ? NULL : value;
}

static void check_quotes(tw_op *op, tw_report_item *item, const tw_json *v)
{
    if (tw__tree_is_text(v) && tw__unquoted(v).ptr == NULL)
        tw__complain(op, item, code, v,
                     "a default text stands in single quotes: \"'%.*s'\"",
                     TW_FMT(v->text));
}

/* Would a record accept the value?  Then it can be a default. */
static void check_value(tw_op *op,
                        tw_report_item *item,
                        const tw_type *type,
                        const tw_json *shown,
                        const tw_json *value)
{
    static const tw_object nowhere;
    tw_field field = {
        .object = &nowhere, .type = type, .name = TW_STR("defaultValue")};
    tw_accepted accepted = {0};
    char text[sizeof(op->error.message)];

    if (type->accept == NULL || op->error.status != TW_OK ||
        type->accept(op, &field, value, &accepted) == TW_OK)
        return;
    if (op->error.status == TW_E_NOMEM)
        return;
    memcpy(text, op->error.message, sizeof(text));
    tw__op_forgive(op);
    tw__complain(op, item, code, shown, "%s", text);
}

static bool is_function(const tw_type *type, const tw_json *v)
{
    if (!tw__tree_is_text(v))
        return false;
    if (type->id == TW_TYPE_UUID)
        return tw__str_is(v->text, "uuid");
    return (type->id == TW_TYPE_DATE || type->id == TW_TYPE_DATE_TIME) &&
           tw__str_is(v->text, "now");
}

/* The value without its quotes, as a record would be sent it. */
static void check_scalar(tw_op *op,
                         tw_report_item *item,
                         const tw_type *type,
                         const tw_json *v)
{
    tw_str inner = tw__unquoted(v);
    tw_json plain;

    if (is_function(type, v))
        return;
    if (tw__tree_is_text(v) && inner.ptr == NULL) {
        check_quotes(op, item, v);
        return;
    }
    plain = inner.ptr != NULL ? tw__tree_of(inner) : *v;
    check_value(op, item, type, v, &plain);
}

static void check_array(tw_op *op, tw_report_item *item, const tw_json *v)
{
    if (v->type != TW_JSON_LIST) {
        tw__complain(op, item, code, v,
                     "the default of an ARRAY is null or a list of texts");
        return;
    }
    for (uint32_t i = 0; i < v->count; i++) {
        if (v->items[i].type != TW_JSON_TEXT) {
            tw__complain(op, item, code, &v->items[i],
                         "the default of an ARRAY is a list of texts");
            return;
        }
        if (tw__unquoted(&v->items[i]).ptr == NULL) {
            check_quotes(op, item, &v->items[i]);
            return;
        }
    }
}

static void check_composite(tw_op *op, tw_report_item *item, const tw_json *v)
{
    for (uint32_t i = 0; i < v->count; i++)
        check_quotes(op, item, &v->items[i]);
}

tw_status tw__default_accept(tw_op *op,
                             tw_report_item *item,
                             const tw_type *type,
                             const tw_json *options,
                             const tw_json **value)
{
    tw_json *v;

    if (tw__tree_nil(*value)) {
        *value = NULL;
        return TW_OK;
    }
    *value = v = tw__tree_collapse(op, *value);
    if (v == NULL)
        return op->error.status;
    if (type->composite) {
        if (v->type != TW_JSON_OBJECT) {
            tw__complain(op, item, code, v,
                         "the default of a composite field is an object");
            return op->error.status;
        }
        *value = settle_composite(v);
        check_composite(op, item, v);
    } else if (type->id == TW_TYPE_SELECT || type->id == TW_TYPE_MULTI_SELECT ||
               type->id == TW_TYPE_RATING) {
        tw__options_default(op, item, type->id, options, v);
    } else if (type->id == TW_TYPE_ARRAY) {
        check_array(op, item, v);
    } else if (type->id == TW_TYPE_RAW_JSON) {
        check_quotes(op, item, v);
    } else {
        check_scalar(op, item, type, v);
    }
    return op->error.status;
}
