/* metadata_index.c -- indexes and search fields as the GraphQL metadata API
** shows them. */
#include "graphql/metadata_inside.h"

#include "store/stmt.h"

static void put_index_field(tw_gql_show *s,
                            const tw_gql_model_plan *plan,
                            const tw_index *x,
                            uint8_t place)
{
    const struct tw_index_member *m = &x->members[place];
    const tw_gql_model_item *item;
    uint32_t at = 0;

    while ((item = tw__gql_show_next(s, plan, &at)) != NULL)
        switch ((int)item->verb) {
        case TW_GQL_M_ID:
            tw__gql_show_text(s, m->id);
            break;
        case TW_GQL_M_FIELD_ID:
            tw__gql_show_text(s, m->field->id);
            break;
        case TW_GQL_M_ORDER:
            tw__buf_int(s->out, place);
            break;
        case TW_GQL_M_SUB_FIELD:
            tw__gql_show_text(s, m->sub_field);
            break;
        default:
            tw__gql_show_text(s, item->verb == TW_GQL_M_CREATED_AT
                                     ? x->created_at
                                     : x->updated_at);
            break;
        }
}

void tw__gql_show_index(tw_gql_show *s,
                        const tw_gql_model_plan *plan,
                        const tw_index *x)
{
    const tw_gql_model_item *item;
    uint32_t at = 0;
    tw_str text;
    bool flag;

    while ((item = tw__gql_show_next(s, plan, &at)) != NULL) {
        if (tw__gql_model_text(TW_GQL_MODEL_INDEX, x, item->verb, &text)) {
            tw__gql_show_text(s, text);
            continue;
        }
        if (tw__gql_model_flag(TW_GQL_MODEL_INDEX, x, item->verb, &flag)) {
            tw__gql_show_flag(s, flag);
            continue;
        }
        tw__buf_char(s->out, '[');
        for (uint8_t i = 0; i < x->member_count; i++) {
            if (i > 0)
                tw__buf_char(s->out, ',');
            put_index_field(s, item->below, x, i);
        }
        tw__buf_char(s->out, ']');
    }
}

static void put_search_field(tw_gql_show *s,
                             const tw_gql_model_plan *plan,
                             const tw_object *o,
                             tw_stmt *row)
{
    const tw_gql_model_item *item;
    uint32_t at = 0;

    while ((item = tw__gql_show_next(s, plan, &at)) != NULL)
        switch ((int)item->verb) {
        case TW_GQL_M_ID:
            tw__gql_show_text(s, tw__stmt_text(row, 0));
            break;
        case TW_GQL_M_FIELD_ID:
            tw__gql_show_text(s, tw__stmt_text(row, 1));
            break;
        case TW_GQL_M_POSITION:
            tw__buf_int(s->out, tw__stmt_int(row, 2));
            break;
        case TW_GQL_M_SEARCH_VECTOR_ID:
            tw__gql_show_text(s, o->f_search_vector->id);
            break;
        default:
            tw__gql_show_text(
                s,
                tw__stmt_text(row, item->verb == TW_GQL_M_CREATED_AT ? 3 : 4));
            break;
        }
}

/* Ids and dates of search fields are in the file only. */
void tw__gql_show_search_fields(tw_gql_show *s,
                                const tw_gql_model_plan *plan,
                                const tw_object *o)
{
    bool comma = false, found = o->f_search_vector != NULL;
    tw_stmt *rows = NULL;

    tw__buf_char(s->out, '[');
    if (found && tw__gql_show_go(s, 1))
        rows = tw__stmt_fixed(s->op, TW_SQL_SEARCH_FIELDS_OF_OBJECT);
    if (rows != NULL) {
        tw__stmt_bind_text(rows, 1, o->id);
        while (tw__stmt_step(s->op, rows, &found) == TW_OK && found &&
               tw__gql_show_go(s, 1)) {
            if (comma)
                tw__buf_char(s->out, ',');
            comma = true;
            put_search_field(s, plan, o, rows);
        }
        tw__stmt_done(rows);
    }
    tw__buf_char(s->out, ']');
}
