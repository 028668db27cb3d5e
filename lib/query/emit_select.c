/* emit_select.c -- SQL of projections: their columns, one record by id, the
** children of a record. */
#include "query/program.h"

#include "store/ident.h"

static tw_str take(tw_arena *arena, tw_buf *sql)
{
    tw_str s =
        sql->failed ? TW_NO_STR : tw__arena_str(arena, tw__buf_view(sql));

    tw__buf_fini(sql);
    return s;
}

tw_str tw__select_emit_columns(tw_op *op,
                               tw_arena *arena,
                               const tw_column *const *columns,
                               uint32_t count)
{
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    for (uint32_t i = 0; i < count; i++) {
        tw__buf_text(&sql, i == 0 ? "t." : ",t.");
        tw__ident_put(&sql, columns[i]->name);
    }
    return take(arena, &sql);
}

static void put_live(tw_buf *sql, const tw_object *o)
{
    if (o->c_deleted_at == NULL)
        return;
    tw__buf_text(sql, " AND t.");
    tw__ident_put(sql, o->c_deleted_at->name);
    tw__buf_text(sql, " IS NULL");
}

static void put_where(tw_buf *sql,
                      const tw_object *o,
                      tw_str columns,
                      tw_str key)
{
    tw__buf_text(sql, "SELECT ");
    tw__buf_str(sql, columns);
    tw__buf_text(sql, " FROM ");
    tw__ident_put(sql, o->table);
    tw__buf_text(sql, " t WHERE t.");
    tw__ident_put(sql, key);
    tw__buf_text(sql, " = ?1");
}

tw_str tw__select_emit_get(tw_op *op,
                           tw_arena *arena,
                           const tw_object *o,
                           tw_str columns,
                           bool with_deleted)
{
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    put_where(&sql, o, columns, o->c_id->name);
    if (!with_deleted)
        put_live(&sql, o);
    return take(arena, &sql);
}

tw_str tw__select_emit_children(tw_op *op,
                                tw_arena *arena,
                                const tw_field *f,
                                tw_str columns)
{
    const tw_object *o = f->target;
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    put_where(&sql, o, columns, f->target_field->columns[0].name);
    put_live(&sql, o);
    /* the join index ends with the id: no sorting */
    tw__buf_text(&sql, " ORDER BY t.");
    tw__ident_put(&sql, o->c_id->name);
    tw__buf_text(&sql, " LIMIT ?2");
    return take(arena, &sql);
}
