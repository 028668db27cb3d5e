/* call.c -- what the handlers of the REST API over records share: parameters,
** bodies and envelopes. */
#include "rest/call.h"

#include "base/number.h"
#include "base/uuid.h"
#include "rest/filter_syntax.h"

tw_status tw__call_object(tw_call *c)
{
    const tw_object *singular;

    c->object = tw__object_by_plural(c->op->catalog, c->plural);
    if (c->object != NULL)
        return TW_OK;
    singular = tw__object_by_singular(c->op->catalog, c->plural);
    if (singular != NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "object '%.*s' not found. Did you mean '%.*s'?",
                        TW_FMT(c->plural), TW_FMT(singular->plural));
    return tw__fail(c->op, TW_E_INVALID, "", "object '%.*s' not found",
                    TW_FMT(c->plural));
}

tw_status tw__call_depth(tw_call *c)
{
    bool repeated;
    tw_str text = tw__param(c->req, "depth", &repeated);
    double v = 0;

    if (repeated || (text.len > 0 && !tw__number_js(text, &v)) ||
        (v != 0 && v != 1))
        return tw__fail(c->op, TW_E_INVALID, "",
                        "'depth=%.*s' parameter invalid. Allowed values are "
                        "0, 1",
                        TW_FMT(text));
    c->depth = (uint32_t)v;
    return TW_OK;
}

tw_status tw__call_filter(tw_call *c, const tw_filter **out)
{
    tw_str text = tw__param(c->req, "filter", NULL);

    *out = NULL;
    return text.ptr == NULL ? TW_OK : tw__filter_parse(c->op, text, out);
}

bool tw__call_flag(const tw_call *c, const char *name)
{
    return tw__str_is(tw__param(c->req, name, NULL), "true");
}

tw_status tw__call_body_object(tw_call *c, const tw_json **out)
{
    static const tw_json empty = {.type = TW_JSON_OBJECT};
    const tw_json *body = c->req->body;

    *out = body;
    if (body == NULL && c->req->has_content_type) {
        *out = &empty;
        return TW_OK;
    }
    if (body == NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "a JSON object is needed as body");
    if (body->type == TW_JSON_OBJECT)
        return TW_OK;
    if (body->type == TW_JSON_LIST)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "the body is a list, a JSON object is needed");
    return tw__fail(c->op, TW_E_BAD_REQUEST, "",
                    "the body is neither a JSON object nor a list");
}

tw_status tw__call_answer(tw_call *c, uint32_t children, const tw_select **out)
{
    return tw__select_full(c->op, c->object, c->depth, children, out);
}

void tw__call_open(tw_call *c, const char *verb, tw_str name)
{
    tw_buf *b = c->answer->out;

    tw__buf_text(b, "{\"data\":{\"");
    tw__buf_text(b, verb);
    if (verb[0] != '\0' && name.len > 0) {
        char first = name.ptr[0];

        tw__buf_char(b,
                     first >= 'a' && first <= 'z' ? (char)(first - 32) : first);
        name = tw__str_sub(name, 1, name.len);
    }
    tw__buf_str(b, name);
    tw__buf_text(b, "\":");
}

void tw__call_close(tw_call *c)
{
    tw__buf_text(c->answer->out, "}}");
}

tw_status tw__call_page(tw_call *c, tw_list_ask *ask)
{
    tw_str order = tw__param(c->req, "order_by", NULL);

    if (tw__call_depth(c) != TW_OK ||
        tw__param_limit(c->op, c->req, TW_LIMIT_PAGE_DEFAULT, &ask->limit) !=
            TW_OK ||
        tw__order_parse(c->op, order, &ask->order, &ask->order_count) !=
            TW_OK ||
        tw__call_filter(c, &ask->filter) != TW_OK)
        return c->op->error.status;
    ask->after = tw__param(c->req, "starting_after", NULL);
    ask->before = tw__param(c->req, "ending_before", NULL);
    if (ask->after.len == 0)
        ask->after = TW_NO_STR;
    if (ask->before.len == 0)
        ask->before = TW_NO_STR;
    ask->count = true;
    return TW_OK;
}
