/* emit_column.c -- a resolved column, and the tables it comes from, as SQL. */
#include "query/path.h"

#include "model/types/option.h"
#include "store/ident.h"

/* The index of the join that leads over `f` from `parent`; -1: no room. */
static int join_over(tw_joins *joins, const tw_field *f, int parent)
{
    for (int i = 0; i < joins->count; i++)
        if (joins->items[i].field == f && joins->items[i].parent == parent)
            return i;
    if (joins->count == TW_JOINS_MAX)
        return -1;
    joins->items[joins->count].field = f;
    joins->items[joins->count].parent = parent;
    joins->items[joins->count].unique = false;
    joins->items[joins->count].inner = false;
    return joins->count++;
}

/* The other side's column by itself, for one row of the root.  Of several
** children the least value speaks for all. */
static void put_subquery(tw_buf *sql, const tw_target *t)
{
    static const char *const alias[] = {"s0", "s1"};
    uint8_t last = (uint8_t)(t->hop_count - 1);
    bool many = false;

    for (uint8_t i = 0; i < t->hop_count; i++)
        many = many || t->hops[i]->relation == TW_RELATION_ONE_TO_MANY;
    tw__buf_text(sql, many ? "(SELECT min(" : "(SELECT ");
    tw__buf_text(sql, alias[last]);
    tw__buf_char(sql, '.');
    tw__ident_put(sql, t->column->name);
    tw__buf_text(sql, many ? ") FROM " : " FROM ");
    for (uint8_t i = 0; i < t->hop_count; i++) {
        if (i > 0)
            tw__buf_text(sql, " JOIN ");
        tw__ident_put(sql, t->hops[i]->target->table);
        tw__buf_char(sql, ' ');
        tw__buf_text(sql, alias[i]);
    }
    for (uint8_t i = 0; i < t->hop_count; i++) {
        const tw_field *f = t->hops[i];
        bool to_many = f->relation == TW_RELATION_ONE_TO_MANY;

        tw__buf_text(sql, i == 0 ? " WHERE " : " AND ");
        tw__buf_text(sql, alias[i]);
        tw__buf_char(sql, '.');
        tw__ident_put(sql, to_many ? f->target_field->columns[0].name
                                   : f->target->c_id->name);
        tw__buf_text(sql, " = ");
        tw__buf_text(sql, i == 0 ? "t" : alias[i - 1]);
        tw__buf_char(sql, '.');
        tw__ident_put(sql,
                      to_many ? f->object->c_id->name : f->columns[0].name);
        if (f->target->c_deleted_at != NULL) {
            tw__buf_text(sql, " AND ");
            tw__live_put(sql, alias[i], -1, f->target, false);
        }
    }
    tw__buf_char(sql, ')');
}

void tw__column_put(tw_buf *sql, tw_joins *joins, const tw_target *t)
{
    int alias = -1;

    if (t->column == NULL) {
        tw__buf_text(sql, "NULL");
        return;
    }
    for (uint8_t i = 0; i < t->hop_count; i++) {
        if (joins != NULL && t->hops[i]->relation == TW_RELATION_MANY_TO_ONE)
            alias = join_over(joins, t->hops[i], alias);
        else
            alias = -1;
        if (alias < 0) {
            put_subquery(sql, t);
            return;
        }
    }
    if (t->hop_count == 0) {
        tw__buf_char(sql, 't');
    } else {
        tw__buf_char(sql, 'r');
        tw__buf_int(sql, alias);
    }
    tw__buf_char(sql, '.');
    tw__ident_put(sql, t->column->name);
}

/* The join that leads to the target; -1: it is the root's own column, or no
** join leads there. */
static int join_of(tw_joins *joins, const tw_target *t)
{
    int at = -1;

    for (uint8_t i = 0; i < t->hop_count; i++) {
        at = join_over(joins, t->hops[i], at);
        if (at < 0)
            break;
    }
    return at;
}

void tw__joins_mark_unique(tw_joins *joins, const tw_target *t)
{
    int at;

    if (joins == NULL || t->column == NULL || !t->column->unique)
        return;
    at = join_of(joins, t);
    if (at >= 0)
        joins->items[at].unique = true;
    else if (t->hop_count == 0)
        joins->unique = true;
}

void tw__joins_mark_inner(tw_joins *joins, const tw_target *t)
{
    int at = joins == NULL ? -1 : join_of(joins, t);

    if (at >= 0)
        joins->items[at].inner = true;
}

bool tw__kind_is_option(tw_kind k)
{
    return k == TW_KIND_OPTION || k == TW_KIND_SOURCE;
}

int tw__option_rank(const tw_field *f, tw_kind k, tw_str value)
{
    if (k == TW_KIND_SOURCE) {
        for (int i = 0; tw__source_name(i) != NULL; i++)
            if (tw__str_is(value, tw__source_name(i)))
                return i;
        return -1;
    }
    for (uint16_t i = 0; i < f->option_count; i++)
        if (tw__str_eq(f->options[i].value, value))
            return i;
    return -1;
}

static void put_rank(tw_buf *sql, tw_joins *joins, const tw_target *t)
{
    bool fixed = t->kind == TW_KIND_SOURCE;

    if (!fixed && t->field->option_count == 0) {
        tw__column_put(sql, joins, t);
        return;
    }
    tw__buf_text(sql, "CASE ");
    tw__column_put(sql, joins, t);
    for (int i = 0;
         fixed ? tw__source_name(i) != NULL : i < (int)t->field->option_count;
         i++) {
        tw__buf_text(sql, " WHEN ");
        tw__literal_put(sql, fixed ? tw_str_of(tw__source_name(i))
                                   : t->field->options[i].value);
        tw__buf_text(sql, " THEN ");
        tw__buf_int(sql, i);
    }
    tw__buf_text(sql, " END");
}

void tw__sort_put(tw_buf *sql, tw_joins *joins, const tw_target *t)
{
    if (tw__kind_is_option(t->kind)) {
        put_rank(sql, joins, t);
        return;
    }
    tw__column_put(sql, joins, t);
}

void tw__from_put(tw_buf *sql, const tw_object *root, const tw_joins *joins)
{
    tw__buf_text(sql, " FROM ");
    tw__ident_put(sql, root->table);
    tw__buf_text(sql, " t");
    for (int i = 0; joins != NULL && i < joins->count; i++) {
        const tw_field *f = joins->items[i].field;
        int parent = joins->items[i].parent;

        tw__buf_text(sql, joins->items[i].inner ? " JOIN " : " LEFT JOIN ");
        tw__ident_put(sql, f->target->table);
        tw__buf_text(sql, " r");
        tw__buf_int(sql, i);
        tw__buf_text(sql, " ON r");
        tw__buf_int(sql, i);
        tw__buf_char(sql, '.');
        tw__ident_put(sql, f->target->c_id->name);
        tw__buf_text(sql, " = ");
        if (parent < 0) {
            tw__buf_char(sql, 't');
        } else {
            tw__buf_char(sql, 'r');
            tw__buf_int(sql, parent);
        }
        tw__buf_char(sql, '.');
        tw__ident_put(sql, f->columns[0].name);
        if (f->target->c_deleted_at != NULL) {
            tw__buf_text(sql, " AND ");
            tw__live_put(sql, "r", i, f->target, joins->items[i].unique);
        }
    }
}
