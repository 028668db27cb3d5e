/* aggregate.c -- names and values of aggregates (REST specification 14.10). */
#include "query/aggregate.h"

#include "query/decimal.h"

static const struct {
    const char *prefix;
    tw_aggregate_op op;
} prefixes[] = {
    {"countUniqueValues", TW_AGGREGATE_UNIQUE},
    {"countEmpty", TW_AGGREGATE_EMPTY},
    {"countNotEmpty", TW_AGGREGATE_NOT_EMPTY},
    {"percentageEmpty", TW_AGGREGATE_PERCENT_EMPTY},
    {"percentageNotEmpty", TW_AGGREGATE_PERCENT_NOT_EMPTY},
    {"countTrue", TW_AGGREGATE_TRUE},
    {"countFalse", TW_AGGREGATE_FALSE},
    {"min", TW_AGGREGATE_MIN},
    {"max", TW_AGGREGATE_MAX},
    {"avg", TW_AGGREGATE_AVG},
    {"sum", TW_AGGREGATE_SUM},
};

/* Is `s` the field's name with a capital? */
static bool is_capital_name(tw_str s, tw_str name)
{
    char first;

    if (s.len != name.len || s.len == 0)
        return false;
    first = name.ptr[0];
    if (first >= 'a' && first <= 'z')
        first = (char)(first - 'a' + 'A');
    return s.ptr[0] == first && memcmp(s.ptr + 1, name.ptr + 1, s.len - 1) == 0;
}

/* What is left of the name when the field has this aggregate. */
static bool has(const tw_field *f, tw_aggregate_op op, const char **suffix)
{
    tw_type_id type = f->type->id;
    bool date = type == TW_TYPE_DATE || type == TW_TYPE_DATE_TIME;

    *suffix = "";
    switch (op) {
    case TW_AGGREGATE_UNIQUE:
    case TW_AGGREGATE_EMPTY:
    case TW_AGGREGATE_NOT_EMPTY:
    case TW_AGGREGATE_PERCENT_EMPTY:
    case TW_AGGREGATE_PERCENT_NOT_EMPTY:
        return true;
    case TW_AGGREGATE_TRUE:
    case TW_AGGREGATE_FALSE:
        return type == TW_TYPE_BOOLEAN;
    case TW_AGGREGATE_MIN:
    case TW_AGGREGATE_MAX:
    case TW_AGGREGATE_AVG:
    case TW_AGGREGATE_SUM:
        if (type == TW_TYPE_CURRENCY) {
            *suffix = "AmountMicros";
            return true;
        }
        return type == TW_TYPE_NUMBER ||
               (date && (op == TW_AGGREGATE_MIN || op == TW_AGGREGATE_MAX));
    case TW_AGGREGATE_TOTAL:
        break;
    }
    return false;
}

static bool find_field(const tw_object *o, tw_str rest, tw_aggregate *out)
{
    for (uint16_t i = 0; i < o->field_count; i++) {
        const tw_field *f = o->fields[i];
        const char *suffix;

        if (!f->is_active || f->relation != TW_RELATION_NONE ||
            f->type->id == TW_TYPE_RELATION ||
            f->type->id == TW_TYPE_MORPH_RELATION || !has(f, out->op, &suffix))
            continue;
        if (!tw__str_ends(rest, tw_str_of(suffix)) ||
            !is_capital_name(tw__str_sub(rest, 0, rest.len - strlen(suffix)),
                             f->name))
            continue;
        out->field = f;
        /* the amount is the first part of a currency */
        out->column = f->column_count > 0 ? &f->columns[0] : NULL;
        return true;
    }
    return false;
}

bool tw__aggregate_find(const tw_object *o, tw_str name, tw_aggregate *out)
{
    memset(out, 0, sizeof(*out));
    out->name = name;
    if (tw__str_is(name, "totalCount")) {
        out->op = TW_AGGREGATE_TOTAL;
        return true;
    }
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        tw_str prefix = tw_str_of(prefixes[i].prefix);

        out->op = prefixes[i].op;
        if (tw__str_starts(name, prefix) &&
            find_field(o, tw__str_sub(name, prefix.len, name.len), out))
            return true;
    }
    return false;
}

/* Sums of micros come in two halves, lest they overflow. */
static tw_wide sum_of(tw_stmt *s, int first)
{
    return (tw_wide)tw__stmt_int(s, first) * 1000000 +
           tw__stmt_int(s, first + 1);
}

static void put_decimal(const tw_aggregate *a,
                        tw_stmt *s,
                        int first,
                        bool as_text,
                        tw_buf *out)
{
    if (tw__stmt_is_null(s, first)) {
        tw__buf_text(out, "null");
        return;
    }
    if (as_text)
        tw__buf_char(out, '"');
    switch ((int)a->op) {
    case TW_AGGREGATE_SUM:
        tw__wide_put(out, sum_of(s, first));
        break;
    case TW_AGGREGATE_AVG:
        if (as_text)
            tw__quotient_put(out, sum_of(s, first), tw__stmt_int(s, first + 2));
        else
            tw__json_put_number(out, (double)sum_of(s, first) /
                                         tw__stmt_real(s, first + 2));
        break;
    case TW_AGGREGATE_PERCENT_EMPTY:
    case TW_AGGREGATE_PERCENT_NOT_EMPTY:
        if (as_text)
            tw__quotient_put(out, tw__stmt_int(s, first),
                             tw__stmt_int(s, first + 1));
        else
            tw__json_put_number(out, tw__stmt_real(s, first) /
                                         tw__stmt_real(s, first + 1));
        break;
    default: /* a count, or the least or greatest amount */
        tw__buf_int(out, tw__stmt_int(s, first));
    }
    if (as_text)
        tw__buf_char(out, '"');
}

void tw__aggregate_shape(const tw_aggregate *a,
                         tw_stmt *s,
                         int first,
                         bool as_text,
                         tw_buf *out)
{
    tw_cell cell;

    if (a->op < TW_AGGREGATE_MIN || a->column->kind == TW_KIND_MICROS) {
        put_decimal(a, s, first, as_text, out);
        return;
    }
    tw__stmt_cell(s, first, &cell);
    if (cell.type == TW_CELL_REAL || cell.type == TW_CELL_INT)
        tw__json_put_number(out, cell.type == TW_CELL_REAL ? cell.u.r
                                                           : (double)cell.u.i);
    else
        tw__kind_shape(a->column->kind, &cell, out);
}
