/* emit_write.c -- the only maker of UPDATE and DELETE statements, and of the
** look-ups that go with writing. */
#include "query/emit_write.h"

#include "store/ident.h"

static tw_str taken(tw_op *op, tw_buf *b)
{
    tw_str s = tw__op_take(op, b);

    tw__buf_fini(b);
    return s;
}

static void put_id_condition(tw_buf *b, bool many, uint32_t parameter)
{
    if (many)
        tw__buf_printf(b, " WHERE \"id\" IN (SELECT value FROM json_each(?%u))",
                       parameter);
    else
        tw__buf_printf(b, " WHERE \"id\" = ?%u", parameter);
}

static void put_equal(tw_buf *b, const tw_column *c, uint32_t parameter)
{
    tw__ident_put(b, c->name);
    tw__buf_printf(b, " = ?%u", parameter);
}

static void put_life(tw_buf *b, const tw_object *o, tw_life life)
{
    if (o->c_deleted_at == NULL || life == TW_LIFE_ANY)
        return;
    tw__buf_text(b, " AND ");
    tw__ident_put(b, o->c_deleted_at->name);
    tw__buf_text(b, life == TW_LIFE_LIVE ? " IS NULL" : " IS NOT NULL");
}

tw_str tw__emit_update(tw_op *op,
                       const tw_object *o,
                       const uint8_t *set,
                       bool many)
{
    tw_buf b;
    uint32_t n = 0;
    uint16_t i;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "UPDATE ");
    tw__ident_put(&b, o->table);
    for (i = 0; i < o->column_count; i++) {
        if (!set[i])
            continue;
        tw__buf_text(&b, n++ == 0 ? " SET " : ", ");
        tw__ident_put(&b, o->columns[i].name);
        tw__buf_printf(&b, " = ?%u", n);
    }
    put_id_condition(&b, many, n + 1);
    return taken(op, &b);
}

tw_str tw__emit_destroy(tw_op *op, const tw_object *o, bool many)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "DELETE FROM ");
    tw__ident_put(&b, o->table);
    put_id_condition(&b, many, 1);
    return taken(op, &b);
}

tw_str tw__emit_row(tw_op *op, const tw_object *o, tw_life life)
{
    tw_buf b;
    uint16_t i;

    tw__buf_init(&b, op->alloc);
    for (i = 0; i < o->column_count; i++) {
        tw__buf_text(&b, i == 0 ? "SELECT " : ", ");
        tw__ident_put(&b, o->columns[i].name);
    }
    tw__buf_text(&b, " FROM ");
    tw__ident_put(&b, o->table);
    put_id_condition(&b, false, 1);
    put_life(&b, o, life);
    return taken(op, &b);
}

tw_str tw__emit_find(tw_op *op,
                     const tw_object *o,
                     const tw_column *const *columns,
                     uint32_t count,
                     tw_life life)
{
    tw_buf b;
    uint32_t i;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "SELECT \"id\", ");
    if (o->c_deleted_at == NULL) {
        tw__buf_char(&b, '0');
    } else {
        tw__ident_put(&b, o->c_deleted_at->name);
        tw__buf_text(&b, " IS NOT NULL");
    }
    tw__buf_text(&b, " FROM ");
    tw__ident_put(&b, o->table);
    for (i = 0; i < count; i++) {
        tw__buf_text(&b, i == 0 ? " WHERE " : " AND ");
        put_equal(&b, columns[i], i + 1);
    }
    put_life(&b, o, life);
    if (life == TW_LIFE_DELETED && o->c_deleted_at != NULL) {
        tw__buf_text(&b, " ORDER BY ");
        tw__ident_put(&b, o->c_deleted_at->name);
        tw__buf_text(&b, " DESC, \"id\"");
    }
    tw__buf_text(&b, " LIMIT 2");
    return taken(op, &b);
}

tw_str tw__emit_positions(tw_op *op, const tw_object *o)
{
    static const char *const direction[] = {"", " DESC"};
    tw_buf b;
    int i;

    tw__buf_init(&b, op->alloc);
    /* Two look-ups of one entry: min() and max() together would scan. */
    for (i = 0; i < 2; i++) {
        tw__buf_text(&b, i == 0 ? "SELECT (SELECT " : ", (SELECT ");
        tw__ident_put(&b, o->c_position->name);
        tw__buf_text(&b, " FROM ");
        tw__ident_put(&b, o->table);
        tw__buf_text(&b, " WHERE ");
        tw__ident_put(&b, o->c_position->name);
        tw__buf_text(&b, " IS NOT NULL");
        put_life(&b, o, TW_LIFE_LIVE);
        tw__buf_text(&b, " ORDER BY ");
        tw__ident_put(&b, o->c_position->name);
        tw__buf_text(&b, direction[i]);
        tw__buf_text(&b, " LIMIT 1)");
    }
    return taken(op, &b);
}

tw_str tw__emit_follow(tw_op *op, const tw_column *join, bool restore)
{
    const tw_object *o = join->field->object;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "UPDATE ");
    tw__ident_put(&b, o->table);
    tw__buf_text(&b, " SET ");
    tw__ident_put(&b, o->c_deleted_at->name);
    tw__buf_text(&b, restore ? " = NULL" : " = ?1");
    if (o->c_updated_at != NULL) {
        tw__buf_text(&b, ", ");
        tw__ident_put(&b, o->c_updated_at->name);
        tw__buf_text(&b, " = ?1");
    }
    tw__buf_text(&b, " WHERE ");
    tw__ident_put(&b, join->name);
    tw__buf_text(&b, " IN (SELECT value FROM json_each(?2))");
    put_life(&b, o, restore ? TW_LIFE_DELETED : TW_LIFE_LIVE);
    return taken(op, &b);
}

/* A record does not come to lead to itself; but only among records of one
** object does an equal id mean the same record. */
tw_str tw__emit_repoint(tw_op *op, const tw_column *join)
{
    const tw_field *f = join->field;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "UPDATE ");
    tw__ident_put(&b, join->field->object->table);
    tw__buf_text(&b, " SET ");
    tw__ident_put(&b, join->name);
    tw__buf_text(&b, f->target == f->object
                         ? " = CASE WHEN \"id\" = ?1 THEN NULL ELSE ?1 END"
                         : " = ?1");
    tw__buf_text(&b, " WHERE ");
    tw__ident_put(&b, join->name);
    tw__buf_text(&b, " IN (SELECT value FROM json_each(?2))");
    return taken(op, &b);
}

/* Each alternative says again that the record is live: only so may SQLite use
** a partial index for it. */
static void put_alternative(tw_buf *b,
                            const struct tw_criterion *criterion,
                            uint32_t *n)
{
    const tw_object *o = criterion->columns[0]->field->object;
    uint8_t i;

    tw__buf_char(b, '(');
    for (i = 0; i < criterion->count; i++) {
        if (i > 0)
            tw__buf_text(b, " AND ");
        put_equal(b, criterion->columns[i], ++*n);
    }
    put_life(b, o, TW_LIFE_LIVE);
    tw__buf_char(b, ')');
}

tw_str tw__emit_alike(tw_op *op,
                      const tw_object *o,
                      const tw_select *s,
                      const uint8_t *usable,
                      bool except)
{
    tw_buf b;
    uint32_t n = 1;
    uint8_t i;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, "SELECT \"t\".\"id\"");
    if (s != NULL && tw__select_column_count(s) > 0) {
        tw__buf_char(&b, ',');
        tw__buf_str(&b, tw__select_columns(s));
    }
    tw__buf_text(&b, " FROM ");
    tw__ident_put(&b, o->table);
    tw__buf_text(&b, " AS \"t\" WHERE (");
    for (i = 0; i < o->criterion_count; i++) {
        if (!usable[i])
            continue;
        if (n > 1)
            tw__buf_text(&b, " OR ");
        put_alternative(&b, &o->criteria[i], &n);
    }
    tw__buf_char(&b, ')');
    if (except)
        tw__buf_text(&b, " AND \"t\".\"id\" <> ?1");
    return taken(op, &b);
}
