/* emit_aggregate.c -- aggregates as SQL. */
#include "query/aggregate.h"

#include "store/ident.h"

/* Does the part decide whether a composite counts as empty? */
static bool represents(const tw_field *f, uint8_t part)
{
    tw_str name = tw_str_of(f->type->parts[part].name);

    switch ((int)f->type->id) {
    case TW_TYPE_LINKS:
        return tw__str_is(name, "primaryLinkUrl");
    case TW_TYPE_EMAILS:
        return tw__str_is(name, "primaryEmail");
    case TW_TYPE_PHONES:
        return !tw__str_is(name, "additionalPhones");
    case TW_TYPE_ACTOR:
        return tw__str_is(name, "source") ||
               tw__str_is(name, "workspaceMemberId");
    default:
        return true;
    }
}

static void put_column(tw_buf *sql, const tw_column *c)
{
    tw__buf_text(sql, "t.");
    tw__ident_put(sql, c->name);
}

/* The field's value as one: NULL when it is empty. */
static void put_value(tw_buf *sql, const tw_field *f)
{
    bool first = true;

    if (f->column_count == 0) {
        tw__buf_text(sql, "NULL");
        return;
    }
    if (!f->type->composite) {
        put_column(sql, &f->columns[0]);
        return;
    }
    tw__buf_text(sql, "nullif(");
    for (uint8_t i = 0; i < f->column_count; i++) {
        if (!represents(f, i))
            continue;
        tw__buf_text(sql, first ? "coalesce(" : "||coalesce(");
        put_column(sql, &f->columns[i]);
        tw__buf_text(sql, ",'')");
        first = false;
    }
    tw__buf_text(sql, ",'')");
}

static void put_call(tw_buf *sql,
                     const char *open,
                     const tw_aggregate *a,
                     const char *close)
{
    tw__buf_text(sql, open);
    put_column(sql, a->column);
    tw__buf_text(sql, close);
}

/* count(value), or count(*) - count(value) */
static void put_count(tw_buf *sql, const tw_aggregate *a, bool empty)
{
    tw__buf_text(sql, empty ? "count(*) - count(" : "count(");
    put_value(sql, a->field);
    tw__buf_char(sql, ')');
}

/* In two halves: a plain sum of large amounts would overflow. */
static int put_micros(tw_buf *sql, const tw_aggregate *a)
{
    put_call(sql, "sum(", a, " / 1000000)");
    put_call(sql, ",sum(", a, " % 1000000)");
    if (a->op == TW_AGGREGATE_SUM)
        return 2;
    put_call(sql, ",count(", a, ")");
    return 3;
}

int tw__aggregate_put(tw_buf *sql, const tw_aggregate *a)
{
    bool sums = a->op == TW_AGGREGATE_SUM || a->op == TW_AGGREGATE_AVG;

    tw__buf_char(sql, ',');
    if (sums && a->column->kind == TW_KIND_MICROS)
        return put_micros(sql, a);
    switch (a->op) {
    case TW_AGGREGATE_PERCENT_EMPTY:
    case TW_AGGREGATE_PERCENT_NOT_EMPTY:
        put_count(sql, a, a->op == TW_AGGREGATE_PERCENT_EMPTY);
        tw__buf_text(sql, ",count(*)");
        return 2;
    case TW_AGGREGATE_EMPTY:
    case TW_AGGREGATE_NOT_EMPTY:
        put_count(sql, a, a->op == TW_AGGREGATE_EMPTY);
        break;
    case TW_AGGREGATE_UNIQUE:
        tw__buf_text(sql, "count(DISTINCT ");
        put_value(sql, a->field);
        tw__buf_char(sql, ')');
        break;
    case TW_AGGREGATE_TOTAL:
        tw__buf_text(sql, "count(*)");
        break;
    case TW_AGGREGATE_TRUE:
        put_call(sql, "count(CASE WHEN ", a, " <> 0 THEN 1 END)");
        break;
    case TW_AGGREGATE_FALSE:
        put_call(sql, "count(CASE WHEN ", a, " = 0 THEN 1 END)");
        break;
    case TW_AGGREGATE_MIN:
        put_call(sql, "min(", a, ")");
        break;
    case TW_AGGREGATE_MAX:
        put_call(sql, "max(", a, ")");
        break;
    case TW_AGGREGATE_AVG:
        put_call(sql, "avg(", a, ")");
        break;
    case TW_AGGREGATE_SUM:
        put_call(sql, "sum(", a, ")");
        break;
    }
    return 1;
}

void tw__aggregate_sort_put(tw_buf *sql, const tw_aggregate *a)
{
    bool micros = a->column != NULL && a->column->kind == TW_KIND_MICROS;
    tw_buf *b = sql;

    if (a->op == TW_AGGREGATE_SUM && micros) {
        put_call(b, "sum(CAST(", a, " AS REAL))");
        return;
    }
    if (a->op == TW_AGGREGATE_AVG && micros) {
        put_call(b, "avg(", a, ")");
        return;
    }
    if (a->op == TW_AGGREGATE_PERCENT_EMPTY ||
        a->op == TW_AGGREGATE_PERCENT_NOT_EMPTY) {
        tw__buf_text(b, "(");
        put_count(b, a, a->op == TW_AGGREGATE_PERCENT_EMPTY);
        tw__buf_text(b, ") * 1.0 / count(*)");
        return;
    }
    /* one column, whose comma is not wanted here */
    {
        size_t at = b->len;

        (void)tw__aggregate_put(b, a);
        if (!b->failed && b->len > at)
            b->ptr[at] = ' ';
    }
}
