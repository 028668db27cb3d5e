/* ddl.c -- tables, indexes and triggers of objects: made, changed, dropped.
**
** Where a column goes or changes its name, the triggers are dropped first and
** made anew, so SQLite never has to rewrite one. */
#include "model/ddl.h"

#include "base/str.h"
#include "model/ddl_text.h"
#include "model/default.h"
#include "model/physical.h"
#include "store/ident.h"

/* Run what the builder holds, and empty it. */
static tw_status run(tw_op *op, tw_buf *b)
{
    tw_status st = b->failed ? tw__fail_nomem(op) : TW_OK;

    if (st == TW_OK && b->len > 0)
        st = tw__stmt_exec(op, tw__buf_view(b));
    tw__buf_reset(b);
    return st;
}

/* Run it and be done with the builder. */
static tw_status finish(tw_op *op, tw_buf *b)
{
    tw_status st = run(op, b);

    tw__buf_fini(b);
    return st;
}

/* A fixed statement whose only parameter is the object's number. */
static tw_status run_number(tw_op *op, tw_sql which, int64_t number)
{
    tw_stmt *s = tw__stmt_fixed(op, which);

    if (s == NULL)
        return op->error.status;
    tw__stmt_bind_int(s, 1, number);
    return tw__stmt_run(op, s);
}

tw_status tw__ddl_object_create(tw_op *op, const tw_object *o)
{
    tw_status st;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__ddl_put_table(&b, o);
    tw__ddl_put_own_indexes(&b, o);
    for (uint16_t i = 0; i < o->index_count; i++)
        tw__ddl_put_index(&b, o->indexes[i]);
    tw__ddl_put_triggers(&b, o, NULL);
    st = finish(op, &b);
    return st == TW_OK ? run_number(op, TW_SQL_COUNT_INSERT, o->number) : st;
}

/* Append what takes all of the table's records out of the search index. */
static tw_status put_search_clear(tw_op *op, tw_buf *b, tw_str table)
{
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_TRIGGER_TEXT);
    tw_str name = tw__op_printf(op, "tw_delete_%.*s", TW_FMT(table));
    bool row = false;
    tw_status st;

    if (s == NULL || name.ptr == NULL) {
        tw__stmt_done(s);
        return op->error.status;
    }
    tw__stmt_bind_text(s, 1, name);
    st = tw__stmt_step(op, s, &row);
    if (st == TW_OK && row)
        tw__ddl_put_search_clear(b, table, tw__stmt_text(s, 0));
    tw__stmt_done(s);
    return st;
}

tw_status tw__ddl_object_drop(tw_op *op, const tw_object *o)
{
    tw_status st;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    st = put_search_clear(op, &b, o->table);
    /* DROP TABLE deletes row by row where foreign keys are watched: let no
    ** record hold another one of its own table */
    for (uint16_t i = 0; i < o->column_count; i++) {
        const tw_column *c = &o->columns[i];

        if (c->field->relation != TW_RELATION_MANY_TO_ONE ||
            !tw__str_eq(c->field->target->id, o->id))
            continue;
        tw__buf_text(&b, "UPDATE ");
        tw__ident_put(&b, o->table);
        tw__buf_text(&b, " SET ");
        tw__ident_put(&b, c->name);
        tw__buf_text(&b, " = NULL;");
    }
    tw__buf_text(&b, "DROP TABLE ");
    tw__ident_put(&b, o->table);
    tw__buf_char(&b, ';');
    if (st == TW_OK)
        st = run(op, &b);
    tw__buf_fini(&b);
    return st == TW_OK ? run_number(op, TW_SQL_COUNT_DELETE, o->number) : st;
}

/* Do both feed the search index from the same fields? */
static bool same_search(const tw_object *a, const tw_object *b)
{
    if (a->search_count != b->search_count)
        return false;
    for (uint8_t i = 0; i < a->search_count; i++)
        if (!tw__str_eq(a->search_fields[i]->id, b->search_fields[i]->id))
            return false;
    return true;
}

static void put_rename_table(tw_buf *b, tw_str from, tw_str to)
{
    tw__buf_text(b, "ALTER TABLE ");
    tw__ident_put(b, from);
    tw__buf_text(b, " RENAME TO ");
    tw__ident_put(b, to);
    tw__buf_char(b, ';');
}

tw_status tw__ddl_object_rename(tw_op *op,
                                const tw_object *from,
                                const tw_object *to)
{
    bool refill = !same_search(from, to);
    tw_status st = TW_OK;
    tw_buf b;

    if (tw__str_eq(from->table, to->table))
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    if (refill)
        st = put_search_clear(op, &b, from->table);
    tw__ddl_put_drop_triggers(&b, from->table);
    tw__ddl_put_drop_own_indexes(&b, from);
    for (uint16_t i = 0; i < from->index_count; i++)
        tw__ddl_put_drop_index(&b, from->indexes[i]->name);
    if (tw__str_eq_ascii_case(from->table, to->table)) {
        /* to SQLite that would be the same name */
        put_rename_table(&b, from->table, TW_STR("tw_renamed"));
        put_rename_table(&b, TW_STR("tw_renamed"), to->table);
    } else {
        put_rename_table(&b, from->table, to->table);
    }
    tw__ddl_put_own_indexes(&b, to);
    for (uint16_t i = 0; i < to->index_count; i++)
        tw__ddl_put_index(&b, to->indexes[i]);
    tw__ddl_put_triggers(&b, to, NULL);
    if (refill)
        tw__ddl_put_search_fill(&b, to, NULL);
    if (st == TW_OK)
        st = run(op, &b);
    tw__buf_fini(&b);
    return st;
}

static void put_alter(tw_buf *b, tw_str table, const char *what)
{
    tw__buf_text(b, "ALTER TABLE ");
    tw__ident_put(b, table);
    tw__buf_text(b, what);
}

tw_status tw__ddl_field_add(tw_op *op, const tw_field *f)
{
    tw_status st;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    for (uint8_t i = 0; i < f->column_count; i++) {
        const tw_column *c = &f->columns[i];

        put_alter(&b, f->object->table, " ADD COLUMN ");
        tw__ddl_put_column(&b, c, c->name, f->on_delete);
        tw__buf_char(&b, ';');
        if (f->relation == TW_RELATION_MANY_TO_ONE)
            tw__ddl_put_join_index(&b, f->object->table, c->name);
    }
    st = finish(op, &b);
    return st == TW_OK ? tw__default_fill(op, f) : st;
}

/* Is one of the index's columns a column of the field? */
static bool index_has(const tw_index *x, const tw_field *f)
{
    for (uint8_t i = 0; i < x->member_count; i++)
        if (tw__str_eq(x->members[i].field->id, f->id))
            return true;
    return false;
}

static void put_drop_indexes_of(tw_buf *b, tw_str table, const tw_field *f)
{
    const tw_object *o = f->object;

    for (uint16_t i = 0; i < o->index_count; i++)
        if (index_has(o->indexes[i], f))
            tw__ddl_put_drop_index(b, o->indexes[i]->name);
    if (f->relation == TW_RELATION_MANY_TO_ONE)
        tw__ddl_put_drop_join_index(b, table, f->columns[0].name);
}

/* Is another member's column about to change its name, too? */
static bool index_waits(const tw_index *x,
                        const tw_field *f,
                        const tw_object *old)
{
    for (uint8_t i = 0; i < x->member_count; i++) {
        const tw_field *now = x->members[i].field;

        if (now->column_count == 0 || tw__str_eq(now->id, f->id))
            continue;
        for (uint16_t k = 0; k < old->field_count; k++)
            if (tw__str_eq(old->fields[k]->id, now->id) &&
                !tw__str_eq(old->fields[k]->columns[0].name,
                            now->columns[0].name))
                return true;
    }
    return false;
}

/* `old`: the field's object as it was before the change. */
static void put_indexes_of(tw_buf *b, const tw_field *f, const tw_object *old)
{
    const tw_object *o = f->object;

    if (f->relation == TW_RELATION_MANY_TO_ONE)
        tw__ddl_put_join_index(b, o->table, f->columns[0].name);
    for (uint16_t i = 0; i < o->index_count; i++)
        if (index_has(o->indexes[i], f) && !index_waits(o->indexes[i], f, old))
            tw__ddl_put_index(b, o->indexes[i]);
}

tw_status tw__ddl_field_drop(tw_op *op, const tw_field *f)
{
    const tw_object *o = f->object;
    bool searched = tw__ddl_is_searched(f);
    tw_status st = TW_OK;
    tw_buf b;

    if (f->column_count == 0)
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    if (searched)
        st = put_search_clear(op, &b, o->table);
    tw__ddl_put_drop_triggers(&b, o->table);
    put_drop_indexes_of(&b, o->table, f);
    for (uint8_t i = 0; i < f->column_count; i++) {
        put_alter(&b, o->table, " DROP COLUMN ");
        tw__ident_put(&b, f->columns[i].name);
        tw__buf_char(&b, ';');
    }
    tw__ddl_put_triggers(&b, o, f);
    if (searched)
        tw__ddl_put_search_fill(&b, o, f);
    if (st == TW_OK)
        st = run(op, &b);
    tw__buf_fini(&b);
    return st;
}

static void put_rename_column(tw_buf *b, tw_str table, tw_str from, tw_str to)
{
    put_alter(b, table, " RENAME COLUMN ");
    tw__ident_put(b, from);
    tw__buf_text(b, " TO ");
    tw__ident_put(b, to);
    tw__buf_char(b, ';');
}

tw_status tw__ddl_field_rename(tw_op *op,
                               const tw_field *from,
                               const tw_field *to)
{
    const tw_object *o = to->object;
    bool refill = !same_search(from->object, o);
    tw_status st = TW_OK;
    tw_buf b;

    if (from->column_count == 0 ||
        TW_NEVER(from->column_count != to->column_count) ||
        tw__str_eq(from->columns[0].name, to->columns[0].name))
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    if (refill)
        st = put_search_clear(op, &b, o->table);
    tw__ddl_put_drop_triggers(&b, o->table);
    put_drop_indexes_of(&b, o->table, from);
    for (uint8_t i = 0; i < from->column_count; i++)
        put_rename_column(&b, o->table, from->columns[i].name,
                          to->columns[i].name);
    put_indexes_of(&b, to, from->object);
    tw__ddl_put_triggers(&b, o, NULL);
    if (refill)
        tw__ddl_put_search_fill(&b, o, NULL);
    if (st == TW_OK)
        st = run(op, &b);
    tw__buf_fini(&b);
    return st;
}

tw_status tw__ddl_index_create(tw_op *op, const tw_index *x)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__ddl_put_index(&b, x);
    return finish(op, &b);
}

tw_status tw__ddl_index_drop(tw_op *op, const tw_index *x)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__ddl_put_drop_index(&b, x->name);
    return finish(op, &b);
}

tw_status tw__ddl_search_rebuild(tw_op *op, const tw_object *o)
{
    tw_status st;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    st = put_search_clear(op, &b, o->table);
    tw__ddl_put_drop_triggers(&b, o->table);
    tw__ddl_put_triggers(&b, o, NULL);
    tw__ddl_put_search_fill(&b, o, NULL);
    if (st == TW_OK)
        st = run(op, &b);
    tw__buf_fini(&b);
    return st;
}

tw_status tw__ddl_on_delete(tw_op *op, const tw_field *f, tw_on_delete rule)
{
    static const tw_str fresh = {"tw_fresh", 8};
    tw_str table = f->object->table;
    const tw_column *c = f->columns;
    tw_buf b;

    if (f->relation != TW_RELATION_MANY_TO_ONE)
        return TW_OK;
    /* SQLite cannot change a foreign key: a new column takes over */
    tw__buf_init(&b, op->alloc);
    put_alter(&b, table, " ADD COLUMN ");
    tw__ddl_put_column(&b, c, fresh, rule);
    tw__buf_text(&b, ";UPDATE ");
    tw__ident_put(&b, table);
    tw__buf_text(&b, " SET \"tw_fresh\" = ");
    tw__ident_put(&b, c->name);
    tw__buf_char(&b, ';');
    put_drop_indexes_of(&b, table, f);
    put_alter(&b, table, " DROP COLUMN ");
    tw__ident_put(&b, c->name);
    tw__buf_char(&b, ';');
    put_rename_column(&b, table, fresh, c->name);
    put_indexes_of(&b, f, f->object);
    return finish(op, &b);
}
