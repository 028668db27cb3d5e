/* kind.c -- what all values of a kind share: how NULL is shown, what can be
** asked of them, and how a row's cell becomes JSON. */
#include "model/type.h"

#include "base/number.h"
#include "base/str.h"

#include <stdlib.h>

#define BIT(cmp) TW_CMP_BIT(TW_CMP_##cmp)
#define ORDERED (BIT(EQ) | BIT(NEQ) | BIT(GT) | BIT(GTE) | BIT(LT) | BIT(LTE))
#define SCALAR (ORDERED | BIT(IN) | BIT(IS))
#define PATTERN (BIT(LIKE) | BIT(ILIKE) | BIT(STARTS_WITH) | BIT(ENDS_WITH))
#define OF_JSON (BIT(IS) | BIT(LIKE))
#define REGEX (BIT(REGEX) | BIT(IREGEX))
#define OF_LIST (BIT(CONTAINS_ANY) | BIT(IS_EMPTY_ARRAY))

/* api type, SQL type, NULL as JSON, comparators, empty is NULL, sortable,
** groupable, comparators of GraphQL alone */
static const tw_kind_info infos[TW_KIND_COUNT_] = {
    [TW_KIND_TEXT] = {"TEXT", "TEXT", "\"\"", SCALAR | PATTERN, true, true,
                      true, REGEX},
    [TW_KIND_TEXT_NULL] = {"TEXT", "TEXT", "null", SCALAR | PATTERN, false,
                           true, true, REGEX},
    [TW_KIND_UUID] = {"UUID", "TEXT", "null", SCALAR, false, true, true, 0},
    [TW_KIND_NUMBER] = {"NUMBER", "REAL", "null", SCALAR, false, true, true, 0},
    [TW_KIND_NUMERIC] = {"NUMERIC", "REAL", "null", SCALAR, false, true, true,
                         0},
    [TW_KIND_MICROS] = {"NUMERIC", "INTEGER", "null", SCALAR, false, true, true,
                        0},
    [TW_KIND_DEGREES] = {"NUMERIC", "REAL", "null", SCALAR, false, true, true,
                         0},
    [TW_KIND_POSITION] = {"POSITION", "REAL", "null", SCALAR, false, true, true,
                          0},
    [TW_KIND_BOOLEAN] = {"BOOLEAN", "INTEGER", "null", BIT(EQ) | BIT(IS), false,
                         true, true, 0},
    [TW_KIND_DATE] = {"DATE", "TEXT", "null", SCALAR, false, true, true, 0},
    [TW_KIND_DATE_TIME] = {"DATE_TIME", "TEXT", "null", SCALAR, false, true,
                           true, 0},
    [TW_KIND_OPTION] = {"SELECT", "TEXT", "null", SCALAR, false, true, true,
                        OF_LIST},
    [TW_KIND_SOURCE] = {"SELECT", "TEXT", "null", SCALAR, false, true, true,
                        OF_LIST},
    [TW_KIND_OPTION_LIST] = {"MULTI_SELECT", "TEXT", "[]",
                             BIT(CONTAINS_ANY) | BIT(IS) | BIT(IS_EMPTY_ARRAY),
                             true, true, true, 0},
    [TW_KIND_TEXT_LIST] = {"ARRAY", "TEXT", "[]",
                           BIT(CONTAINS_ILIKE) | BIT(IS) | BIT(IS_EMPTY_ARRAY),
                           true, true, true, 0},
    [TW_KIND_JSON_LIST] = {"RAW_JSON", "TEXT", "[]", OF_JSON, true, false,
                           false, 0},
    [TW_KIND_JSON] = {"RAW_JSON", "TEXT", "null", OF_JSON, false, false, false,
                      0},
    [TW_KIND_FILES] = {"FILES", "TEXT", "null", OF_JSON, false, false, false,
                       0},
    [TW_KIND_TS_VECTOR] = {"TS_VECTOR", NULL, "null",
                           BIT(EQ) | BIT(NEQ) | BIT(IS), false, false, false,
                           0},
};

const tw_kind_info *tw__kind_info(tw_kind kind)
{
    return &infos[kind];
}

static void put_real(tw_buf *b, const tw_cell *cell)
{
    if (cell->type == TW_CELL_INT)
        tw__buf_int(b, cell->u.i);
    else
        tw__number_put(b, cell->u.r);
}

/* The digits of "1.25e-7" moved to their places: "0.000000125". */
static void put_expanded(tw_buf *b, const char *text, size_t e)
{
    long point = 1 + strtol(text + e + 1, NULL, 10); /* digits before it */
    long digits = 0;

    if (text[0] == '-')
        tw__buf_char(b, '-');
    if (point <= 0)
        tw__buf_text(b, "0.");
    for (long i = point; i < 0; i++)
        tw__buf_char(b, '0');
    for (size_t i = 0; i < e; i++) {
        if (text[i] < '0' || text[i] > '9')
            continue;
        if (digits++ == point && point > 0)
            tw__buf_char(b, '.');
        tw__buf_char(b, text[i]);
    }
    for (; digits < point; digits++)
        tw__buf_char(b, '0');
}

/* Without an exponent, as a database writes its decimals. */
static void put_decimal(tw_buf *b, const tw_cell *cell)
{
    double v = cell->type == TW_CELL_INT ? (double)cell->u.i : cell->u.r;
    char text[40];
    size_t len = tw__number_print(v, text), e = 0;

    text[len] = '\0';
    while (e < len && text[e] != 'e')
        e++;
    tw__buf_char(b, '"');
    if (e < len)
        put_expanded(b, text, e);
    else
        tw__buf_put(b, text, len);
    tw__buf_char(b, '"');
}

/* Text that never needs an escape: ids, dates, options. */
static void put_plain(tw_buf *b, tw_str s)
{
    tw__buf_char(b, '"');
    tw__buf_put(b, s.ptr, s.len);
    tw__buf_char(b, '"');
}

void tw__kind_shape(tw_kind kind, const tw_cell *cell, tw_buf *b)
{
    if (cell->type == TW_CELL_NULL) {
        tw__buf_text(b, infos[kind].empty);
        return;
    }
    switch (kind) {
    case TW_KIND_TEXT:
    case TW_KIND_TEXT_NULL:
        tw__json_put_text(b, cell->u.s);
        break;
    case TW_KIND_UUID:
    case TW_KIND_DATE:
    case TW_KIND_DATE_TIME:
    case TW_KIND_OPTION:
    case TW_KIND_SOURCE:
        put_plain(b, cell->u.s);
        break;
    case TW_KIND_NUMBER:
    case TW_KIND_DEGREES:
    case TW_KIND_POSITION:
        put_real(b, cell);
        break;
    case TW_KIND_NUMERIC:
        put_decimal(b, cell);
        break;
    case TW_KIND_MICROS:
        tw__buf_int(b, cell->u.i);
        break;
    case TW_KIND_BOOLEAN:
        tw__buf_text(b, cell->u.i != 0 ? "true" : "false");
        break;
    case TW_KIND_OPTION_LIST:
    case TW_KIND_TEXT_LIST:
    case TW_KIND_JSON_LIST:
    case TW_KIND_JSON:
    case TW_KIND_FILES:
        tw__buf_str(b, cell->u.s);
        break;
    case TW_KIND_TS_VECTOR:
    case TW_KIND_COUNT_:
        tw__buf_text(b, "null");
        break;
    }
}
