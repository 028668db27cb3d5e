/* rows.c -- rows of the model's tables: insert, update by a set of columns,
** delete. */
#include "model/rows.h"

#include "base/str.h"
#include "base/time.h"
#include "base/uuid.h"
#include "store/ident.h"
#include "store/stmt.h"

#include <stddef.h>

/* Where a column's value stands in its struct. */
typedef struct column {
    const char *name;
    size_t offset;
    bool flag;
} column;

typedef struct table {
    const char *name;
    const column *columns;
    unsigned count;
    unsigned updated_at; /* that column's number */
} table;

enum {
    TEXT = 0,
    FLAG = 1
};

/* clang-format off */
#define OBJECT_COLUMN(kind, member, col) {col, offsetof(tw_object_row, member), kind},
#define FIELD_COLUMN(kind, member, col) {col, offsetof(tw_field_row, member), kind},
#define INDEX_COLUMN(kind, member, col) {col, offsetof(tw_index_row, member), kind},
/* clang-format on */
static const column object_columns[] = {TW_OBJECT_ROW_MAP(OBJECT_COLUMN)};
static const column field_columns[] = {TW_FIELD_ROW_MAP(FIELD_COLUMN)};
static const column index_columns[] = {TW_INDEX_ROW_MAP(INDEX_COLUMN)};

static const table object_table = {"tw_object", object_columns,
                                   TW_OBJECT_COL_COUNT_,
                                   TW_OBJECT_COL_updated_at};
static const table field_table = {"tw_field", field_columns,
                                  TW_FIELD_COL_COUNT_, TW_FIELD_COL_updated_at};
static const table index_table = {"tw_index", index_columns,
                                  TW_INDEX_COL_COUNT_, TW_INDEX_COL_updated_at};

static void bind_column(tw_stmt *s, int at, const column *c, const void *row)
{
    const char *from = (const char *)row + c->offset;

    if (c->flag) {
        bool v;

        memcpy(&v, from, sizeof(v));
        tw__stmt_bind_int(s, at, v);
    } else {
        tw_str v;

        memcpy(&v, from, sizeof(v));
        tw__stmt_bind_text(s, at, v);
    }
}

static tw_status fill_id(tw_op *op, tw_str *id)
{
    if (id->ptr != NULL)
        return TW_OK;
    *id = tw__uuid_make(op);
    return id->ptr == NULL ? op->error.status : TW_OK;
}

static tw_status fill_times(tw_op *op, tw_str *created, tw_str *updated)
{
    char now[TW_TIME_BYTES];

    if (created->ptr == NULL) {
        tw__time_print(tw__op_now_ms(op), now);
        *created = tw__op_str(op, (tw_str){now, sizeof(now)});
        if (created->ptr == NULL)
            return op->error.status;
    }
    if (updated->ptr == NULL)
        *updated = *created;
    return TW_OK;
}

static void bind_all(tw_stmt *s, const table *t, const void *row)
{
    for (unsigned i = 0; i < t->count; i++)
        bind_column(s, (int)i + 1, &t->columns[i], row);
}

tw_status tw__object_row_insert(tw_op *op, tw_object_row *row)
{
    tw_status st = fill_id(op, &row->id);
    bool got = false;
    tw_stmt *s;

    if (st == TW_OK)
        st = fill_id(op, &row->universal_id);
    if (st == TW_OK)
        st = fill_times(op, &row->created_at, &row->updated_at);
    if (st != TW_OK)
        return st;
    s = tw__stmt_fixed(op, TW_SQL_OBJECT_INSERT);
    if (s == NULL)
        return op->error.status;
    bind_all(s, &object_table, row);
    st = tw__stmt_step(op, s, &got);
    if (st == TW_OK && !TW_NEVER(!got))
        row->number = tw__stmt_int(s, 0);
    tw__stmt_done(s);
    return st;
}

tw_status tw__field_row_insert(tw_op *op, tw_field_row *row)
{
    tw_status st = fill_id(op, &row->id);
    tw_stmt *s;

    if (st == TW_OK)
        st = fill_id(op, &row->universal_id);
    if (st == TW_OK)
        st = fill_times(op, &row->created_at, &row->updated_at);
    if (st != TW_OK)
        return st;
    s = tw__stmt_fixed(op, TW_SQL_FIELD_INSERT);
    if (s == NULL)
        return op->error.status;
    bind_all(s, &field_table, row);
    return tw__stmt_run(op, s);
}

tw_status tw__index_row_insert(tw_op *op, tw_index_row *row)
{
    tw_status st = fill_id(op, &row->id);
    tw_stmt *s;

    if (st == TW_OK)
        st = fill_id(op, &row->universal_id);
    if (st == TW_OK)
        st = fill_times(op, &row->created_at, &row->updated_at);
    if (st != TW_OK)
        return st;
    s = tw__stmt_fixed(op, TW_SQL_INDEX_INSERT);
    if (s == NULL)
        return op->error.status;
    bind_all(s, &index_table, row);
    return tw__stmt_run(op, s);
}

tw_status tw__member_row_insert(tw_op *op, tw_member_row *row)
{
    tw_status st = fill_id(op, &row->id);
    tw_stmt *s;

    if (st != TW_OK)
        return st;
    s = tw__stmt_fixed(op, TW_SQL_MEMBER_INSERT);
    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, row->id);
    tw__stmt_bind_text(s, 2, row->index_id);
    tw__stmt_bind_text(s, 3, row->field_id);
    tw__stmt_bind_text(s, 4, row->sub_field);
    tw__stmt_bind_int(s, 5, row->position);
    return tw__stmt_run(op, s);
}

tw_status tw__search_row_insert(tw_op *op, tw_search_row *row)
{
    tw_status st = fill_id(op, &row->id);
    tw_stmt *s;

    if (st == TW_OK)
        st = fill_times(op, &row->created_at, &row->updated_at);
    if (st != TW_OK)
        return st;
    s = tw__stmt_fixed(op, TW_SQL_SEARCH_FIELD_INSERT);
    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_text(s, 1, row->id);
    tw__stmt_bind_text(s, 2, row->object_id);
    tw__stmt_bind_text(s, 3, row->field_id);
    tw__stmt_bind_int(s, 4, row->position);
    tw__stmt_bind_text(s, 5, row->created_at);
    tw__stmt_bind_text(s, 6, row->updated_at);
    return tw__stmt_run(op, s);
}

static void put_update(tw_buf *b, const table *t, uint32_t set)
{
    int at = 2;

    tw__buf_printf(b, "UPDATE %s SET ", t->name);
    for (unsigned i = 0; i < t->count; i++) {
        if ((set & TW_COL(i)) == 0)
            continue;
        if (at > 2)
            tw__buf_text(b, ", ");
        tw__ident_put(b, tw_str_of(t->columns[i].name));
        tw__buf_printf(b, " = ?%d", at++);
    }
    tw__buf_text(b, " WHERE id = ?1");
}

static tw_status update(tw_op *op,
                        const table *t,
                        const void *row,
                        tw_str id,
                        uint32_t set)
{
    char now[TW_TIME_BYTES];
    bool stamp = (set & TW_COL(t->updated_at)) == 0;
    tw_buf b;
    tw_str sql;
    tw_stmt *s;
    int at = 2;

    tw__buf_init(&b, op->alloc);
    put_update(&b, t, set | TW_COL(t->updated_at));
    sql = tw__op_take(op, &b);
    tw__buf_fini(&b);
    s = sql.ptr == NULL ? NULL : tw__stmt_get(op, sql);
    if (s == NULL)
        return op->error.status;
    tw__time_print(tw__op_now_ms(op), now);
    tw__stmt_bind_text(s, 1, id);
    for (unsigned i = 0; i < t->count; i++) {
        if (i == t->updated_at && stamp)
            tw__stmt_bind_text(s, at++, (tw_str){now, sizeof(now)});
        else if ((set & TW_COL(i)) != 0)
            bind_column(s, at++, &t->columns[i], row);
    }
    return tw__stmt_run(op, s);
}

tw_status tw__object_row_update(tw_op *op,
                                const tw_object_row *row,
                                uint32_t set)
{
    return update(op, &object_table, row, row->id, set);
}

tw_status tw__field_row_update(tw_op *op, const tw_field_row *row, uint32_t set)
{
    return update(op, &field_table, row, row->id, set);
}

tw_status tw__index_row_update(tw_op *op, const tw_index_row *row, uint32_t set)
{
    return update(op, &index_table, row, row->id, set);
}

/* Run each statement with the id as ?1. */
static tw_status run_each(tw_op *op,
                          const tw_sql *which,
                          size_t count,
                          tw_str id)
{
    tw_status st = TW_OK;

    for (size_t i = 0; i < count && st == TW_OK; i++) {
        tw_stmt *s = tw__stmt_fixed(op, which[i]);

        if (s == NULL)
            return op->error.status;
        tw__stmt_bind_text(s, 1, id);
        st = tw__stmt_run(op, s);
    }
    return st;
}

tw_status tw__object_row_delete(tw_op *op, tw_str id)
{
    static const tw_sql which[] = {
        TW_SQL_SEARCH_FIELDS_DELETE_OF_OBJECT,
        TW_SQL_MEMBERS_DELETE_OF_OBJECT,
        TW_SQL_INDEXES_DELETE_OF_OBJECT,
        TW_SQL_FIELDS_DELETE_OF_OBJECT,
        TW_SQL_OBJECT_DELETE,
    };

    return run_each(op, which, sizeof(which) / sizeof(which[0]), id);
}

tw_status tw__field_row_delete(tw_op *op, tw_str id)
{
    static const tw_sql which[] = {
        TW_SQL_SEARCH_FIELD_DELETE,
        TW_SQL_MEMBERS_DELETE_OF_FIELD,
        TW_SQL_FIELD_DELETE,
    };

    return run_each(op, which, sizeof(which) / sizeof(which[0]), id);
}

tw_status tw__index_row_delete(tw_op *op, tw_str id)
{
    static const tw_sql which[] = {
        TW_SQL_MEMBERS_DELETE_OF_INDEX,
        TW_SQL_INDEX_DELETE,
    };

    return run_each(op, which, sizeof(which) / sizeof(which[0]), id);
}

tw_status tw__member_row_delete(tw_op *op, tw_str id)
{
    static const tw_sql which = TW_SQL_MEMBER_DELETE;

    return run_each(op, &which, 1, id);
}

tw_status tw__search_row_delete(tw_op *op, tw_str field_id)
{
    static const tw_sql which = TW_SQL_SEARCH_FIELD_DELETE;

    return run_each(op, &which, 1, field_id);
}
