/* ddl_options.c -- what a change of options does to stored records.  The
** statements hold names of the catalog only; values are bound as one JSON
** object. */
#include "model/options.h"

#include "model/tree.h"
#include "store/ident.h"
#include "store/stmt.h"

/* The option that `old` has become: the one with its id; or else one that has
** its value and an id of its own that no old option had. */
static const tw_json *successor(const tw_field *field,
                                const tw_json *options,
                                const tw_option *old)
{
    const tw_json *same = NULL;

    for (uint32_t i = 0; i < options->count; i++) {
        const tw_json *option = &options->items[i];
        const tw_json *id = tw__json_member(option, "id");
        const tw_json *value = tw__json_member(option, "value");
        bool known = false;

        if (tw__tree_is_text(id) && tw__str_eq_ascii_case(id->text, old->id))
            return option;
        if (!tw__tree_is_text(value) || !tw__str_eq(value->text, old->value))
            continue;
        for (uint16_t k = 0; k < field->option_count && !known; k++)
            known = tw__tree_is_text(id) &&
                    tw__str_eq_ascii_case(id->text, field->options[k].id);
        if (!known)
            same = option;
    }
    return same;
}

tw_status tw__options_changes(tw_op *op,
                              const tw_field *field,
                              const tw_json *options,
                              const tw_json **out)
{
    tw_json *map = tw__tree_object(op, NULL, field->option_count);

    *out = NULL;
    if (map == NULL)
        return op->error.status;
    for (uint16_t i = 0; i < field->option_count; i++) {
        const tw_option *old = &field->options[i];
        const tw_json *now = successor(field, options, old);
        tw_json to = {.type = TW_JSON_NULL};

        if (now != NULL)
            to = tw__tree_of(tw__json_member(now, "value")->text);
        if (now != NULL && tw__str_eq(to.text, old->value))
            continue;
        to.key = old->value;
        map->items[map->count++] = to;
    }
    *out = map->count == 0 ? NULL : map;
    return TW_OK;
}

static void put_select(tw_buf *b, tw_str table, tw_str column)
{
    tw__buf_text(b, "UPDATE ");
    tw__ident_put(b, table);
    tw__buf_text(b, " SET ");
    tw__ident_put(b, column);
    tw__buf_text(b, " = (SELECT coalesce(m.value, ?2) FROM json_each(?1) m"
                    " WHERE m.key = ");
    tw__ident_put(b, column);
    tw__buf_text(b, ") WHERE ");
    tw__ident_put(b, column);
    tw__buf_text(b, " IN (SELECT key FROM json_each(?1))");
}

/* An emptied list is stored as NULL. */
static void put_multi_select(tw_buf *b, tw_str table, tw_str column)
{
    tw__buf_text(b, "UPDATE ");
    tw__ident_put(b, table);
    tw__buf_text(b, " SET ");
    tw__ident_put(b, column);
    tw__buf_text(b, " = (SELECT nullif(json_group_array(v), '[]') FROM"
                    " (SELECT iif(m.key IS NULL, e.value, m.value) AS v"
                    " FROM json_each(");
    tw__ident_put(b, column);
    tw__buf_text(b, ") e LEFT JOIN json_each(?1) m ON m.key = e.value"
                    " ORDER BY e.key) WHERE v IS NOT NULL) WHERE ");
    tw__ident_put(b, column);
    tw__buf_text(b, " IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(");
    tw__ident_put(b, column);
    tw__buf_text(b, ") e JOIN json_each(?1) m ON m.key = e.value)");
}

tw_status tw__options_rewrite(tw_op *op,
                              const tw_field *field,
                              const tw_json *changes,
                              tw_str fallback)
{
    bool multi = field->type->id == TW_TYPE_MULTI_SELECT;
    tw_str sql, map;
    tw_stmt *s;
    tw_buf b;

    if (TW_NEVER(field->column_count != 1))
        return tw__fail(op, TW_E_INTERNAL, "", "an option field has a column");
    if (tw__tree_text(op, changes, &map) != TW_OK)
        return op->error.status;
    tw__buf_init(&b, op->alloc);
    if (multi)
        put_multi_select(&b, field->object->table, field->columns[0].name);
    else
        put_select(&b, field->object->table, field->columns[0].name);
    sql = tw__op_take(op, &b);
    tw__buf_fini(&b);
    s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, map);
    if (!multi)
        tw__stmt_bind_text(s, 2, fallback);
    return tw__stmt_run(op, s);
}
