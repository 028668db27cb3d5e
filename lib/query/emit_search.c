/* emit_search.c -- the SQL of a search in one object's table.  What the search
** index found is looked up row by row; what it could not find is scanned for,
** in as many rows as TW_LIMIT_SEARCH_SCAN. */
#include "query/emit_search.h"

#include "model/ddl_text.h"
#include "query/plan.h"
#include "store/ident.h"

/* " FROM ... WHERE <live> AND <filter> AND " */
static tw_status put_where(tw_op *op,
                           const tw_search_in *in,
                           tw_binds *binds,
                           tw_buf *sql)
{
    const tw_list_ask ask = {.object = in->object, .filter = in->filter};
    tw_joins joins = {.count = 0};
    tw_buf conditions;
    size_t before;
    tw_status st;

    tw__buf_init(&conditions, op->alloc);
    st = tw__conditions_put(op, &ask, &conditions, binds, &joins);
    if (st == TW_OK) {
        tw__from_put(sql, in->object, &joins);
        before = sql->len;
        tw__where_put(sql, &ask, &conditions, false);
        tw__buf_text(sql, sql->len == before ? " WHERE " : " AND ");
    }
    tw__buf_fini(&conditions);
    return st;
}

static tw_status take(tw_op *op, tw_status st, tw_buf *sql, tw_str *out)
{
    if (st == TW_OK) {
        *out = tw__op_take(op, sql);
        st = op->error.status;
    }
    tw__buf_fini(sql);
    return st;
}

tw_status tw__search_emit_lookup(tw_op *op,
                                 const tw_search_in *in,
                                 tw_binds *binds,
                                 tw_str *out)
{
    tw_buf sql;
    tw_status st;

    tw__buf_init(&sql, op->alloc);
    tw__buf_text(&sql, "SELECT t.");
    tw__ident_put(&sql, in->object->c_id->name);
    st = put_where(op, in, binds, &sql);
    tw__buf_printf(&sql, "t.\"_id\" = ?%u", (unsigned)binds->count + 1);
    return take(op, st, &sql, out);
}

static tw_status put_words(tw_op *op,
                           const tw_object *o,
                           tw_str words,
                           tw_binds *binds,
                           tw_buf *sql)
{
    tw_status st;

    tw__buf_text(sql, "t.\"_id\" > (SELECT max(\"_id\") FROM ");
    tw__ident_put(sql, o->table);
    tw__buf_printf(sql, ") - %d AND tw_holds(", (int)TW_LIMIT_SEARCH_SCAN);
    st = tw__param_put(op, sql, binds, tw__cell_text(words));
    tw__buf_text(sql, ", ");
    (void)tw__ddl_put_search_text(sql, o, "t");
    tw__buf_text(sql, ") AND ");
    return st;
}

tw_status tw__search_emit_scan(tw_op *op,
                               const tw_search_in *in,
                               const tw_search_scan *scan,
                               tw_binds *binds,
                               tw_str *out)
{
    const tw_object *o = in->object;
    bool words = scan->words.ptr != NULL, any;
    tw_status st;
    tw_buf sql;

    *out = TW_NO_STR;
    tw__buf_init(&sql, op->alloc);
    tw__buf_text(&sql, "SELECT t.\"_id\", t.");
    tw__ident_put(&sql, o->c_id->name);
    st = put_where(op, in, binds, &sql);
    if (st == TW_OK && words)
        st = put_words(op, o, scan->words, binds, &sql);
    if (st == TW_OK && scan->after.ptr != NULL) {
        tw__buf_text(&sql, "t.");
        tw__ident_put(&sql, o->c_id->name);
        tw__buf_text(&sql, " > ");
        st = tw__param_put(op, &sql, binds, tw__cell_text(scan->after));
        tw__buf_text(&sql, " AND ");
    }
    tw__buf_char(&sql, '(');
    any = tw__ddl_put_search_present(&sql, o, "t");
    /* words: row by row from the newest ones, not by id through all */
    tw__buf_text(&sql, words ? ") ORDER BY +t." : ") ORDER BY t.");
    tw__ident_put(&sql, o->c_id->name);
    tw__buf_text(&sql, " LIMIT ");
    if (st == TW_OK)
        st = tw__param_put(op, &sql, binds, tw__cell_int(scan->limit));
    if (any)
        return take(op, st, &sql, out);
    tw__buf_fini(&sql);
    return st;
}

tw_str tw__search_emit_label(tw_op *op, const tw_object *o)
{
    const tw_field *f = o->label_identifier, *image = o->image_identifier;
    tw_str text;
    tw_buf sql;

    tw__buf_init(&sql, op->alloc);
    tw__buf_text(&sql, "SELECT ");
    for (uint8_t i = 0; i < f->column_count; i++) {
        tw__buf_text(&sql, i == 0 ? "" : ", ");
        tw__ident_put(&sql, f->columns[i].name);
    }
    if (f->column_count == 0)
        tw__buf_text(&sql, "NULL");
    if (image != NULL && image->column_count > 0) {
        tw__buf_text(&sql, ", ");
        tw__ident_put(&sql, image->columns[0].name);
    }
    tw__buf_text(&sql, " FROM ");
    tw__ident_put(&sql, o->table);
    tw__buf_text(&sql, " WHERE \"_id\" = ?1");
    text = tw__op_take(op, &sql);
    tw__buf_fini(&sql);
    return text;
}
