/* emit_where.c -- WHERE of a read: who owns the record, what the filter says,
** and that it is live.
**
** Of the last one an index may want to know: those of unique fields and of the
** default order hold live records only.  But where neither leads the way
** SQLite, without statistics, would still go through one of them record by
** record, ten times slower than through the table; there the condition is
** written as `+t."deletedAt" IS NULL`, which no index is asked for. */
#include "query/plan.h"

#include "store/ident.h"

static void conjunction(tw_buf *sql)
{
    if (sql->len > 0)
        tw__buf_text(sql, " AND ");
}

tw_status tw__conditions_put(tw_op *op,
                             const tw_list_ask *ask,
                             tw_buf *sql,
                             tw_binds *binds,
                             tw_joins *joins)
{
    tw_status st = TW_OK;

    if (ask->owner != NULL) {
        tw__buf_text(sql, "t.");
        tw__ident_put(sql, ask->owner->name);
        tw__buf_text(sql, " = ");
        st = tw__param_put(op, sql, binds, tw__cell_text(ask->owner_id));
    }
    if (ask->filter != NULL && st == TW_OK) {
        conjunction(sql);
        st = tw__filter_put(op, ask->object, ask->filter, sql, binds, joins);
    }
    return st;
}

void tw__live_put(tw_buf *sql,
                  const char *alias,
                  int number,
                  const tw_object *o,
                  bool by_index)
{
    if (!by_index)
        tw__buf_char(sql, '+');
    tw__buf_text(sql, alias);
    if (number >= 0)
        tw__buf_int(sql, number);
    tw__buf_char(sql, '.');
    tw__ident_put(sql, o->c_deleted_at->name);
    tw__buf_text(sql, " IS NULL");
}

bool tw__wants_live(const tw_list_ask *ask)
{
    return !ask->with_deleted && ask->object->c_deleted_at != NULL &&
           !tw__filter_names_deleted(ask->filter);
}

void tw__where_put(tw_buf *sql,
                   const tw_list_ask *ask,
                   const tw_buf *conditions,
                   bool by_index)
{
    bool live = tw__wants_live(ask);

    if (!live && conditions->len == 0)
        return;
    tw__buf_text(sql, " WHERE ");
    if (live)
        tw__live_put(sql, "t", -1, ask->object, by_index);
    if (live && conditions->len > 0)
        tw__buf_text(sql, " AND ");
    tw__buf_str(sql, tw__buf_view(conditions));
    sql->failed = sql->failed || conditions->failed;
}
