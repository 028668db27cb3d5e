/* ddl_text.c -- the text of tables and indexes.
**
** Besides the indexes of the model each table has its own:
**   tw_id_<table>              the record's id; foreign keys point here
**   tw_position_<table>        the default order of live records
**   tw_join_<table>_<column>   records by the record they belong to
** Names of the model have no underscore, so none of these can collide. */
#include "model/ddl_text.h"

#include "base/str.h"
#include "model/physical.h"
#include "store/ident.h"

enum {
    INDEX_COLUMNS_MAX = 64
};

static bool is_join(const tw_column *c)
{
    return c->field->relation == TW_RELATION_MANY_TO_ONE;
}

static const char *rule_text(tw_on_delete rule)
{
    switch (rule) {
    case TW_ON_DELETE_CASCADE:
        return "CASCADE";
    case TW_ON_DELETE_RESTRICT:
        return "RESTRICT";
    case TW_ON_DELETE_NO_ACTION:
        return "NO ACTION";
    case TW_ON_DELETE_SET_NULL:
        break;
    }
    return "SET NULL";
}

void tw__ddl_put_column(tw_buf *b,
                        const tw_column *c,
                        tw_str name,
                        tw_on_delete rule)
{
    tw__ident_put(b, name);
    tw__buf_char(b, ' ');
    tw__buf_text(b, tw__kind_info(c->kind)->sql_type);
    if (!is_join(c))
        return;
    tw__buf_text(b, " REFERENCES ");
    tw__ident_put(b, c->field->target->table);
    tw__buf_printf(b, "(\"id\") ON DELETE %s", rule_text(rule));
}

void tw__ddl_put_table(tw_buf *b, const tw_object *o)
{
    tw__buf_text(b, "CREATE TABLE ");
    tw__ident_put(b, o->table);
    tw__buf_text(b, "(\"_id\" INTEGER PRIMARY KEY");
    for (uint16_t i = 0; i < o->column_count; i++) {
        const tw_column *c = &o->columns[i];

        tw__buf_text(b, ", ");
        tw__ddl_put_column(b, c, c->name, c->field->on_delete);
        if (c == o->c_id || c == o->c_created_at || c == o->c_updated_at)
            tw__buf_text(b, " NOT NULL");
    }
    tw__buf_text(b, ") STRICT;");
}

/* "tw_join_person_companyId" */
static void put_own_name(tw_buf *b,
                         const char *what,
                         tw_str table,
                         tw_str column)
{
    tw__buf_printf(b, "\"tw_%s_%.*s", what, TW_FMT(table));
    if (column.ptr != NULL)
        tw__buf_printf(b, "_%.*s", TW_FMT(column));
    tw__buf_char(b, '"');
}

static void put_where_live(tw_buf *b, const tw_object *o, bool live)
{
    if (o->c_deleted_at == NULL)
        return;
    tw__buf_text(b, " WHERE ");
    tw__ident_put(b, o->c_deleted_at->name);
    tw__buf_text(b, live ? " IS NULL" : " IS NOT NULL");
}

void tw__ddl_put_join_index(tw_buf *b, tw_str table, tw_str column)
{
    tw__buf_text(b, "CREATE INDEX ");
    put_own_name(b, "join", table, column);
    tw__buf_text(b, " ON ");
    tw__ident_put(b, table);
    tw__buf_char(b, '(');
    tw__ident_put(b, column);
    tw__buf_text(b, ", \"id\") WHERE ");
    tw__ident_put(b, column);
    tw__buf_text(b, " IS NOT NULL;");
}

void tw__ddl_put_own_indexes(tw_buf *b, const tw_object *o)
{
    tw__buf_text(b, "CREATE UNIQUE INDEX ");
    put_own_name(b, "id", o->table, TW_NO_STR);
    tw__buf_text(b, " ON ");
    tw__ident_put(b, o->table);
    tw__buf_text(b, "(\"id\");");
    if (o->c_position != NULL) {
        tw__buf_text(b, "CREATE INDEX ");
        put_own_name(b, "position", o->table, TW_NO_STR);
        tw__buf_text(b, " ON ");
        tw__ident_put(b, o->table);
        tw__buf_char(b, '(');
        tw__ident_put(b, o->c_position->name);
        tw__buf_text(b, ", \"id\")");
        put_where_live(b, o, true);
        tw__buf_char(b, ';');
    }
    for (uint16_t i = 0; i < o->column_count; i++)
        if (is_join(&o->columns[i]))
            tw__ddl_put_join_index(b, o->table, o->columns[i].name);
}

void tw__ddl_put_drop_join_index(tw_buf *b, tw_str table, tw_str column)
{
    tw__buf_text(b, "DROP INDEX IF EXISTS ");
    put_own_name(b, "join", table, column);
    tw__buf_char(b, ';');
}

void tw__ddl_put_drop_own_indexes(tw_buf *b, const tw_object *o)
{
    tw__buf_text(b, "DROP INDEX IF EXISTS ");
    put_own_name(b, "id", o->table, TW_NO_STR);
    tw__buf_text(b, ";DROP INDEX IF EXISTS ");
    put_own_name(b, "position", o->table, TW_NO_STR);
    tw__buf_char(b, ';');
    for (uint16_t i = 0; i < o->column_count; i++)
        if (is_join(&o->columns[i]))
            tw__ddl_put_drop_join_index(b, o->table, o->columns[i].name);
}

static void put_index_columns(tw_buf *b,
                              const tw_index *x,
                              const tw_column *const *columns,
                              size_t count)
{
    bool has_id = false;

    tw__buf_text(b, " ON ");
    tw__ident_put(b, x->object->table);
    for (size_t i = 0; i < count; i++) {
        tw__buf_text(b, i == 0 ? "(" : ", ");
        tw__ident_put(b, columns[i]->name);
        has_id = has_id || columns[i] == x->object->c_id;
    }
    if (!x->is_unique && !has_id)
        tw__buf_text(b, ", \"id\"");
    tw__buf_char(b, ')');
}

static void put_unique(tw_buf *b,
                       const tw_index *x,
                       const tw_column *const *columns,
                       size_t count)
{
    tw__buf_text(b, "CREATE UNIQUE INDEX IF NOT EXISTS ");
    tw__ident_put(b, x->name);
    put_index_columns(b, x, columns, count);
    put_where_live(b, x->object, true);
    tw__buf_char(b, ';');
    if (x->object->c_deleted_at == NULL)
        return;
    /* upsert looks for deleted records with the same value */
    tw__buf_printf(b, "CREATE INDEX IF NOT EXISTS \"%.*s_deleted\"",
                   TW_FMT(x->name));
    put_index_columns(b, x, columns, count);
    put_where_live(b, x->object, false);
    tw__buf_char(b, ';');
}

void tw__ddl_put_index(tw_buf *b, const tw_index *x)
{
    const tw_column *columns[INDEX_COLUMNS_MAX];
    size_t count = tw__index_columns(x, columns, INDEX_COLUMNS_MAX);

    /* GIN is a promise about search and lists that other means keep; a single
    ** join column has its own index. */
    if (x->is_gin || count == 0 ||
        (!x->is_unique && count == 1 && is_join(columns[0])))
        return;
    if (x->is_unique) {
        put_unique(b, x, columns, count);
        return;
    }
    tw__buf_text(b, "CREATE INDEX IF NOT EXISTS ");
    tw__ident_put(b, x->name);
    put_index_columns(b, x, columns, count);
    tw__buf_char(b, ';');
}

void tw__ddl_put_drop_index(tw_buf *b, tw_str name)
{
    tw__buf_printf(b,
                   "DROP INDEX IF EXISTS \"%.*s\";"
                   "DROP INDEX IF EXISTS \"%.*s_deleted\";",
                   TW_FMT(name), TW_FMT(name));
}

void tw__ddl_put_insert(tw_buf *b, const tw_object *o)
{
    tw__buf_text(b, "INSERT INTO ");
    tw__ident_put(b, o->table);
    for (uint16_t i = 0; i < o->column_count; i++) {
        tw__buf_char(b, i == 0 ? '(' : ',');
        tw__ident_put(b, o->columns[i].name);
    }
    tw__buf_text(b, ") VALUES(");
    for (uint16_t i = 0; i < o->column_count; i++)
        tw__buf_printf(b, i == 0 ? "?%d" : ",?%d", i + 1);
    tw__buf_char(b, ')');
}
