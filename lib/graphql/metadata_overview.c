/* metadata_overview.c -- what a client asks for before anything else: how many
** records there are, and the data model in short. */
#include "graphql/metadata_inside.h"

#include "store/stmt.h"

static int64_t live_records(tw_op *op, const tw_object *o)
{
    tw_stmt *st = tw__stmt_fixed(op, TW_SQL_COUNT_LIVE);
    int64_t count = 0;
    bool row = false;

    if (st == NULL)
        return 0;
    tw__stmt_bind_int(st, 1, o->number);
    if (tw__stmt_step(op, st, &row) == TW_OK && row)
        count = tw__stmt_int(st, 0);
    tw__stmt_done(st);
    return count > INT32_MAX ? INT32_MAX : count; /* the type is Int */
}

void tw__gql_show_record_counts(tw_gql_show *s, const tw_gql_model_plan *plan)
{
    const tw_catalog *c = s->op->catalog;
    const tw_gql_model_item *item;

    tw__buf_char(s->out, '[');
    for (uint32_t i = 0; i < c->object_count && tw__gql_show_go(s, 1); i++) {
        uint32_t at = 0;

        if (i > 0)
            tw__buf_char(s->out, ',');
        while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
            if (item->verb == TW_GQL_M_TOTAL_COUNT)
                tw__buf_int(s->out, live_records(s->op, c->objects[i]));
            else
                tw__gql_show_text(s, c->objects[i]->plural);
        }
    }
    tw__buf_char(s->out, ']');
}

/* Of the collections that there are.  A change of one counts as a change of
** all: they change together nearly always. */
static void put_hashes(tw_gql_show *s, const tw_gql_model_plan *plan)
{
    static const char *const names[] = {"objectMetadata", "fieldMetadata",
                                        "index", "searchFieldMetadata"};
    const tw_gql_model_item *item;

    tw__buf_char(s->out, '[');
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        uint32_t at = 0;

        if (i > 0)
            tw__buf_char(s->out, ',');
        while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
            if (item->verb == TW_GQL_M_HASH)
                tw__buf_printf(s->out, "\"%016llx\"",
                               (unsigned long long)s->op->catalog->version);
            else
                tw__gql_show_text(s, tw_str_of(names[i]));
        }
    }
    tw__buf_char(s->out, ']');
}

static void put_objects(tw_gql_show *s, const tw_gql_model_plan *plan)
{
    const tw_catalog *c = s->op->catalog;

    tw__buf_char(s->out, '[');
    for (uint32_t i = 0; i < c->object_count && tw__gql_show_go(s, 1); i++) {
        if (i > 0)
            tw__buf_char(s->out, ',');
        tw__gql_show_object(s, plan, c->objects[i]);
    }
    tw__buf_char(s->out, ']');
}

void tw__gql_show_minimal(tw_gql_show *s, const tw_gql_model_plan *plan)
{
    const tw_gql_model_item *item;
    uint32_t at = 0;

    while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
        if (item->verb == TW_GQL_M_MINIMAL_OBJECTS)
            put_objects(s, item->below);
        else if (item->verb == TW_GQL_M_HASHES)
            put_hashes(s, item->below);
        else
            tw__buf_text(s->out, "[]"); /* there are no views */
    }
}
