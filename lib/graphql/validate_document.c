/* validate_document.c -- rules about definitions as such: executable, unique
** names, a lone anonymous operation, types that exist. */
#include "graphql/validate_inside.h"

static bool is_operation(const tw_gql_definition *d)
{
    return d->kind == TW_GQL_QUERY || d->kind == TW_GQL_MUTATION ||
           d->kind == TW_GQL_SUBSCRIPTION;
}

static void executable(tw_gql_check *c, const tw_gql_definition *d)
{
    if (d->kind != TW_GQL_TYPE_SYSTEM)
        return;
    if (d->name.ptr == NULL)
        tw__gql_complain(c, d->loc.start, UINT32_MAX,
                         "The schema definition is not executable.");
    else
        tw__gql_complain(c, d->loc.start, UINT32_MAX,
                         "The \"%.*s\" definition is not executable.",
                         TW_FMT(tw__gql_shown(c->op, d->name)));
}

/* The named ones of a kind: operations, or fragments. */
static void unique(tw_gql_check *c, bool fragments)
{
    uint32_t count = 0;
    tw_gql_place *places = (tw_gql_place *)tw__op_array(
        c->op, c->doc->definition_count, sizeof(*places));

    if (places == NULL)
        return;
    for (uint32_t i = 0; i < c->doc->definition_count; i++) {
        const tw_gql_definition *d = &c->doc->definitions[i];
        bool wanted = fragments ? d->kind == TW_GQL_FRAGMENT : is_operation(d);

        if (wanted && d->name.ptr != NULL)
            places[count++] = (tw_gql_place){d->name, d->name_loc.start};
    }
    tw__gql_check_unique(c,
                         fragments ? "fragment named \"" : "operation named \"",
                         places, count);
}

void tw__gql_check_definitions(tw_gql_check *c)
{
    const tw_gql_document *doc = c->doc;
    uint32_t operations = 0;

    for (uint32_t i = 0; i < doc->definition_count; i++) {
        executable(c, &doc->definitions[i]);
        operations += is_operation(&doc->definitions[i]) ? 1 : 0;
    }
    if (operations > 1)
        for (uint32_t i = 0; i < doc->definition_count; i++)
            if (is_operation(&doc->definitions[i]) &&
                doc->definitions[i].name.ptr == NULL)
                tw__gql_complain(c, doc->definitions[i].loc.start, UINT32_MAX,
                                 "This anonymous operation must be the only "
                                 "defined operation.");
    unique(c, false);
    unique(c, true);
}

const tw_gql_type *tw__gql_check_type(tw_gql_check *c, tw_str name, uint32_t at)
{
    const tw_gql_type *type = tw__gql_type(c->op, c->schema, name), *other;
    tw_gql_suggest near = {.input = name};

    if (type != NULL || c->op->error.status != TW_OK || c->stopped)
        return type;
    if (c->suggestions > 0) {
        c->suggestions--;
        for (uint32_t i = 0;
             (other = tw__gql_type_at(c->op, c->schema, i)) != NULL; i++)
            tw__gql_suggest_offer(&near, other->name);
    }
    tw__gql_complain(c, at, UINT32_MAX, "Unknown type \"%.*s\".%.*s",
                     TW_FMT(tw__gql_shown(c->op, name)),
                     TW_FMT(tw__gql_suggest_text(c->op, &near, "")));
    return NULL;
}
