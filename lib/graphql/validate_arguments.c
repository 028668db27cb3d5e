/* validate_arguments.c -- arguments of fields and directives, and directives
** themselves. */
#include "graphql/validate_inside.h"

static const tw_gql_input *find(const tw_gql_taker *t, tw_str name)
{
    for (uint16_t i = 0; i < t->count; i++)
        if (tw__str_eq(t->inputs[i].name, name))
            return &t->inputs[i];
    return NULL;
}

static void unknown(tw_gql_check *c,
                    const tw_gql_taker *t,
                    const tw_gql_argument *a)
{
    tw_gql_suggest near = {.input = a->name};
    tw_str name = tw__gql_shown(c->op, a->name), text;

    for (uint16_t i = 0; i < t->count && c->suggestions > 0; i++)
        tw__gql_suggest_offer(&near, t->inputs[i].name);
    c->suggestions -= c->suggestions > 0 ? 1 : 0;
    text = tw__gql_suggest_text(c->op, &near, "");
    if (t->owner.ptr != NULL)
        tw__gql_complain(c, a->loc.start, UINT32_MAX,
                         "Unknown argument \"%.*s\" on field "
                         "\"%.*s.%.*s\".%.*s",
                         TW_FMT(name), TW_FMT(t->owner), TW_FMT(t->name),
                         TW_FMT(text));
    else
        tw__gql_complain(c, a->loc.start, UINT32_MAX,
                         "Unknown argument \"%.*s\" on directive "
                         "\"@%.*s\".%.*s",
                         TW_FMT(name), TW_FMT(t->name), TW_FMT(text));
}

static void unique(tw_gql_check *c,
                   const tw_gql_argument *arguments,
                   uint32_t count)
{
    tw_gql_place *places;

    if (count < 2)
        return;
    places = (tw_gql_place *)tw__op_array(c->op, count, sizeof(*places));
    if (places == NULL)
        return;
    for (uint32_t i = 0; i < count; i++)
        places[i] =
            (tw_gql_place){arguments[i].name, arguments[i].name_loc.start};
    tw__gql_check_unique(c, "argument named \"", places, count);
}

static bool is_given(const tw_gql_argument *arguments,
                     uint32_t count,
                     tw_str name)
{
    for (uint32_t i = 0; i < count; i++)
        if (tw__str_eq(arguments[i].name, name))
            return true;
    return false;
}

static void required(tw_gql_check *c,
                     const tw_gql_taker *t,
                     const tw_gql_argument *arguments,
                     uint32_t count)
{
    for (uint16_t i = 0; i < t->count; i++) {
        const tw_gql_input *in = &t->inputs[i];

        if (in->type->kind != TW_GQL_KIND_NON_NULL ||
            in->default_value.ptr != NULL ||
            is_given(arguments, count, in->name))
            continue;
        tw__gql_complain(c, t->at, UINT32_MAX,
                         "%s%.*s\" argument \"%.*s\" of type \"%.*s\" is "
                         "required, but it was not provided.",
                         t->owner.ptr != NULL ? "Field \"" : "Directive \"@",
                         TW_FMT(t->name), TW_FMT(in->name),
                         TW_FMT(tw__gql_type_text(c, in->type)));
    }
}

void tw__gql_check_arguments(tw_gql_check *c,
                             const tw_gql_taker *taker,
                             const tw_gql_argument *arguments,
                             uint32_t count)
{
    unique(c, arguments, count);
    for (uint32_t i = 0; i < count && !c->stopped; i++) {
        const tw_gql_input *in = find(taker, arguments[i].name);

        if (in == NULL && taker->known)
            unknown(c, taker, &arguments[i]);
        tw__gql_check_value(c, &arguments[i].value,
                            in == NULL ? NULL : in->type,
                            in != NULL && in->default_value.ptr != NULL);
    }
    if (taker->known)
        required(c, taker, arguments, count);
}

static bool may_stand(const tw_gql_directive_info *info, const char *location)
{
    for (const char *const *at = info->locations; *at != NULL; at++)
        if (strcmp(*at, location) == 0)
            return true;
    return false;
}

/* Directives that may not be repeated are not. */
static void unrepeated(tw_gql_check *c, const tw_gql_directives *list)
{
    for (uint32_t i = 1; i < list->count; i++) {
        const tw_gql_directive *d = &list->items[i];
        const tw_gql_directive_info *info =
            tw__gql_directive(c->op, c->schema, d->name);

        if (info == NULL || info->repeatable || !tw__gql_spend(c, i))
            continue;
        for (uint32_t j = 0; j < i; j++) {
            if (!tw__str_eq(list->items[j].name, d->name))
                continue;
            tw__gql_complain(c, list->items[j].loc.start, d->loc.start,
                             "The directive \"@%.*s\" can only be used once at "
                             "this location.",
                             TW_FMT(d->name));
            break;
        }
    }
}

void tw__gql_check_directives(tw_gql_check *c,
                              const tw_gql_directives *list,
                              const char *location)
{
    for (uint32_t i = 0; i < list->count && !c->stopped; i++) {
        const tw_gql_directive *d = &list->items[i];
        const tw_gql_directive_info *info =
            tw__gql_directive(c->op, c->schema, d->name);
        tw_gql_taker taker = {.name = d->name, .at = d->loc.start};

        if (info == NULL) {
            tw__gql_complain(c, d->loc.start, UINT32_MAX,
                             "Unknown directive \"@%.*s\".",
                             TW_FMT(tw__gql_shown(c->op, d->name)));
        } else {
            if (!may_stand(info, location))
                tw__gql_complain(c, d->loc.start, UINT32_MAX,
                                 "Directive \"@%.*s\" may not be used on %s.",
                                 TW_FMT(d->name), location);
            taker.known = true;
            taker.inputs = info->arguments;
            taker.count = info->argument_count;
        }
        tw__gql_check_arguments(c, &taker, d->arguments, d->argument_count);
    }
    unrepeated(c, list);
}
