/* metadata_show.c -- the frame of every answer of the metadata API: keys,
** plain values, and bounds on what one root field may cost. */
#include "graphql/metadata_inside.h"

bool tw__gql_show_go(tw_gql_show *s, uint32_t more)
{
    if (s->op->error.status != TW_OK || s->out->failed)
        return false;
    s->steps += more;
    if (s->steps <= TW_LIMIT_MODEL_STEPS &&
        s->out->len - s->from <= TW_LIMIT_MODEL_ANSWER_BYTES)
        return true;
    tw__fail(s->op, TW_E_INVALID, "",
             "the answer is too large: ask for fewer levels, or for a page");
    return false;
}

static void put_type_name(tw_gql_show *s, const tw_gql_model_plan *plan)
{
    tw__json_put_text(s->out, plan->type_name);
}

const tw_gql_model_item *tw__gql_show_next(tw_gql_show *s,
                                           const tw_gql_model_plan *plan,
                                           uint32_t *at)
{
    if (*at == 0)
        tw__buf_char(s->out, '{');
    while (*at < plan->count && tw__gql_show_go(s, 1)) {
        const tw_gql_model_item *item = &plan->items[(*at)++];

        if (*at > 1)
            tw__buf_char(s->out, ',');
        tw__buf_str(s->out, item->key);
        if (item->verb != TW_GQL_TYPENAME)
            return item;
        put_type_name(s, plan);
    }
    tw__buf_char(s->out, '}');
    return NULL;
}

void tw__gql_show_text(tw_gql_show *s, tw_str v)
{
    if (v.ptr == NULL)
        tw__buf_text(s->out, "null");
    else
        tw__json_put_text(s->out, v);
}

void tw__gql_show_flag(tw_gql_show *s, bool v)
{
    tw__buf_text(s->out, v ? "true" : "false");
}

void tw__gql_show_json(tw_gql_show *s, tw_str v)
{
    if (v.ptr == NULL)
        tw__buf_text(s->out, "null");
    else
        tw__buf_str(s->out, v);
}

tw_str tw__gql_model_shown(const tw_json *overrides,
                           const char *key,
                           tw_str base)
{
    const tw_json *v =
        overrides == NULL ? NULL : tw__json_member(overrides, key);

    if (v != NULL)
        base = v->type == TW_JSON_TEXT ? v->text : TW_NO_STR;
    return base.ptr == NULL ? TW_STR("") : base;
}
