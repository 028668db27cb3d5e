/* catalog_settings.c -- what a field's JSON says: relation, rule, options. */
#include "model/catalog_build.h"

#include "base/str.h"

static tw_on_delete on_delete_of(const tw_json *settings)
{
    static const struct {
        const char *name;
        tw_on_delete rule;
    } rules[] = {
        {"CASCADE", TW_ON_DELETE_CASCADE},
        {"RESTRICT", TW_ON_DELETE_RESTRICT},
        {"NO_ACTION", TW_ON_DELETE_NO_ACTION},
    };
    const tw_json *v = tw__json_member(settings, "onDelete");

    for (size_t i = 0; v != NULL && i < sizeof(rules) / sizeof(rules[0]); i++)
        if (v->type == TW_JSON_TEXT && tw__str_is(v->text, rules[i].name))
            return rules[i].rule;
    return TW_ON_DELETE_SET_NULL;
}

/* The name a relation's key goes by in the API: "companyId". */
static tw_str join_name(tw_build *b, tw_str name)
{
    tw_str s = tw__arena_printf(b->a, "%.*sId", TW_FMT(name));

    if (s.ptr == NULL)
        b->no_memory = true;
    return s;
}

static tw_status relation(tw_build *b, tw_field *f, const tw_field_refs *r)
{
    const tw_json *settings, *type;
    tw_status st;

    if (f->settings.ptr == NULL)
        return tw__build_corrupt(b, "relation", f->name);
    st = tw__build_json(b, f->settings, f->name, &settings);
    if (st != TW_OK)
        return st;
    type = tw__json_member(settings, "relationType");
    f->target = tw__map_get(&b->c->by_id, r->target_object_id);
    f->target_field = tw__map_get(&b->c->field_by_id, r->target_field_id);
    if (type == NULL || type->type != TW_JSON_TEXT || f->target == NULL ||
        f->target_field == NULL || f->target_field->object != f->target)
        return tw__build_corrupt(b, "relation", f->name);
    f->relation = TW_RELATION_ONE_TO_MANY;
    if (tw__str_is(type->text, "MANY_TO_ONE")) {
        f->relation = TW_RELATION_MANY_TO_ONE;
        f->on_delete = on_delete_of(settings);
        f->join_name = join_name(b, f->name);
    }
    return tw__build_status(b);
}

static tw_str member_text(tw_build *b, const tw_json *o, const char *key)
{
    const tw_json *v = tw__json_member(o, key);

    return v != NULL && v->type == TW_JSON_TEXT ? tw__build_str(b, v->text)
                                                : TW_NO_STR;
}

static tw_status options(tw_build *b, tw_field *f)
{
    const tw_json *list;
    tw_option *to;
    tw_status st = tw__build_json(b, f->options_json, f->name, &list);

    if (st != TW_OK || list->type != TW_JSON_LIST || list->count == 0)
        return st;
    if (list->count > TW_LIMIT_OPTIONS)
        return tw__build_corrupt(b, "options of", f->name);
    to = tw__build_array(b, list->count, sizeof(*to));
    if (to == NULL)
        return tw__build_status(b);
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_json *in = &list->items[i];
        const tw_json *position = tw__json_member(in, "position");
        uint32_t at = i;
        tw_option one = {
            .id = member_text(b, in, "id"),
            .label = member_text(b, in, "label"),
            .value = member_text(b, in, "value"),
            .color = member_text(b, in, "color"),
        };

        if (position != NULL && position->type == TW_JSON_NUMBER)
            one.position = position->number;
        for (; at > 0 && to[at - 1].position > one.position; at--)
            to[at] = to[at - 1];
        to[at] = one;
    }
    f->options = to;
    f->option_count = (uint16_t)list->count;
    return tw__build_status(b);
}

tw_status tw__build_settings(tw_build *b, tw_field *f, const tw_field_refs *r)
{
    tw_mark mark = tw__arena_mark(b->op->arena);
    tw_status st = TW_OK;

    if (f->type->id == TW_TYPE_RELATION ||
        f->type->id == TW_TYPE_MORPH_RELATION)
        st = relation(b, f, r);
    else if (f->options_json.ptr != NULL)
        st = options(b, f);
    tw__arena_rewind(b->op->arena, mark);
    return st;
}
