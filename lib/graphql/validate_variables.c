/* validate_variables.c -- rules about variables: their definitions, and what
** an operation with all its fragments does with them. */
#include "graphql/type_ref.h"
#include "graphql/validate_inside.h"

static void definition(tw_gql_check *c, const tw_gql_variable *v)
{
    const tw_gql_type_ref *named = &v->type;
    const tw_gql_type *type;
    bool input;

    while (named->of != NULL)
        named = named->of;
    type = tw__gql_check_type(c, named->name, named->loc.start);
    input = type != NULL && tw__gql_is_input(type);
    if (type != NULL)
        type = tw__gql_type_meant(c->op, c->schema, &v->type);
    if (type != NULL && !input)
        tw__gql_complain(c, v->type.loc.start, UINT32_MAX,
                         "Variable \"$%.*s\" cannot be non-input type "
                         "\"%.*s\".",
                         TW_FMT(tw__gql_shown(c->op, v->name)),
                         TW_FMT(tw__gql_type_text(c, type)));
    if (v->default_value != NULL)
        tw__gql_check_value(c, v->default_value, input ? type : NULL, false);
    tw__gql_check_directives(c, &v->directives, "VARIABLE_DEFINITION");
}

void tw__gql_check_variable_definitions(tw_gql_check *c,
                                        const tw_gql_definition *d)
{
    tw_gql_place *places;

    if (d->variable_count == 0)
        return;
    places =
        (tw_gql_place *)tw__op_array(c->op, d->variable_count, sizeof(*places));
    if (places == NULL)
        return;
    for (uint32_t i = 0; i < d->variable_count && !c->stopped; i++) {
        places[i] = (tw_gql_place){d->variables[i].name,
                                   d->variables[i].name_loc.start};
        definition(c, &d->variables[i]);
    }
    tw__gql_check_unique(c, "variable named \"$", places, d->variable_count);
}

/* --- usages --- */

typedef struct finding {
    const tw_gql_type *type; /* of the variable; NULL: not known */
    bool used;
} finding;

/* One operation, with what its variables have come to. */
typedef struct survey {
    const tw_gql_definition *operation;
    tw_gql_names names;
    finding *found; /* one per variable */
} survey;

static bool survey_init(tw_gql_check *c,
                        survey *s,
                        const tw_gql_definition *operation)
{
    uint32_t count = operation->variable_count;

    *s = (survey){.operation = operation};
    if (!tw__gql_names_init(c->op, &s->names, count))
        return false;
    if (count == 0)
        return true;
    s->found = (finding *)tw__op_array(c->op, count, sizeof(*s->found));
    if (s->found == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        s->names.items[i] = (tw_gql_name){operation->variables[i].name, i};
        s->found[i].type =
            tw__gql_type_meant(c->op, c->schema, &operation->variables[i].type);
    }
    return tw__gql_names_sort(c->op, &s->names);
}

/* "by operation "Name"", or nothing; with the word in front. */
static tw_str of_operation(tw_gql_check *c, const survey *s, const char *word)
{
    if (s->operation->name.ptr == NULL)
        return TW_STR("");
    return tw__op_printf(c->op, " %s operation \"%.*s\"", word,
                         TW_FMT(tw__gql_shown(c->op, s->operation->name)));
}

/* A variable that may be null can stand where null is not allowed when there
** is a default to take its place. */
static bool allowed(const tw_gql_type *given,
                    const tw_gql_variable *v,
                    const tw_gql_usage *u)
{
    bool stands_in =
        (v->default_value != NULL && v->default_value->kind != TW_GQL_NULL) ||
        u->has_default;

    if (u->type->kind == TW_GQL_KIND_NON_NULL &&
        given->kind != TW_GQL_KIND_NON_NULL)
        return stands_in && tw__gql_type_fits(given, u->type->of);
    return tw__gql_type_fits(given, u->type);
}

static void use(tw_gql_check *c, survey *s, const tw_gql_usage *u)
{
    tw_str name = u->variable->text;
    uint32_t i = tw__gql_names_last(&s->names, name);
    const tw_gql_variable *v;

    if (i == UINT32_MAX) {
        tw__gql_complain(c, u->variable->loc.start, s->operation->loc.start,
                         "Variable \"$%.*s\" is not defined%.*s.",
                         TW_FMT(tw__gql_shown(c->op, name)),
                         TW_FMT(of_operation(c, s, "by")));
        return;
    }
    s->found[i].used = true;
    v = &s->operation->variables[i];
    if (u->type != NULL && s->found[i].type != NULL &&
        !allowed(s->found[i].type, v, u))
        tw__gql_complain(c, v->loc.start, u->variable->loc.start,
                         "Variable \"$%.*s\" of type \"%.*s\" used in "
                         "position expecting type \"%.*s\".",
                         TW_FMT(tw__gql_shown(c->op, name)),
                         TW_FMT(tw__gql_type_text(c, s->found[i].type)),
                         TW_FMT(tw__gql_type_text(c, u->type)));
}

/* The definition's own usages; the fragments it spreads are queued. */
static void visit(tw_gql_check *c, survey *s, uint32_t index, uint32_t stamp)
{
    tw_gql_scope *scope = &c->scopes[index];

    if (!tw__gql_spend(c, 1 + scope->usage_count + scope->spread_count))
        return;
    for (uint32_t i = 0; i < scope->usage_count && !c->stopped; i++)
        use(c, s, &scope->usages[i]);
    for (uint32_t i = 0; i < scope->spread_count; i++) {
        uint32_t to =
            tw__gql_fragment_index(c, scope->spreads[i].selection->name);

        if (to == UINT32_MAX || c->scopes[to].seen == stamp)
            continue;
        c->scopes[to].seen = stamp;
        c->scopes[to].used = true;
        tw__buf_put(&c->spreads, &to, sizeof(to));
    }
}

void tw__gql_check_variable_usages(tw_gql_check *c, uint32_t index)
{
    const tw_gql_definition *d = &c->doc->definitions[index];
    uint32_t stamp = index + 1, next = index;
    survey s;

    if ((d->kind != TW_GQL_QUERY && d->kind != TW_GQL_MUTATION &&
         d->kind != TW_GQL_SUBSCRIPTION) ||
        !survey_init(c, &s, d))
        return;
    tw__buf_reset(&c->spreads);
    visit(c, &s, next, stamp);
    while (c->spreads.len > 0 && !c->stopped) {
        memcpy(&next, c->spreads.ptr + c->spreads.len - sizeof(next),
               sizeof(next));
        tw__buf_cut(&c->spreads, c->spreads.len - sizeof(next));
        visit(c, &s, next, stamp);
    }
    if (c->spreads.failed)
        (void)tw__fail_nomem(c->op);
    for (uint32_t i = 0; i < d->variable_count && !c->stopped; i++) {
        uint32_t same = tw__gql_names_last(&s.names, d->variables[i].name);

        if (!s.found[same].used)
            tw__gql_complain(c, d->variables[i].loc.start, UINT32_MAX,
                             "Variable \"$%.*s\" is never used%.*s.",
                             TW_FMT(tw__gql_shown(c->op, d->variables[i].name)),
                             TW_FMT(of_operation(c, &s, "in")));
    }
}
