/* dimension_shape.c -- the value of a dimension as JSON: unlike in a record,
** empty text is null, and decimals are text. */
#include "query/dimension.h"

static const char *const days[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                   "Thursday", "Friday", "Saturday"};
static const char *const months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

static void put_bucket(const tw_dimension *d, const tw_cell *cell, tw_buf *out)
{
    int64_t v = cell->type == TW_CELL_INT ? cell->u.i : 0;

    if (cell->type == TW_CELL_TEXT)
        tw__json_put_text(out, cell->u.s);
    else if (d->bucket == TW_BUCKET_DAY_OF_WEEK)
        tw__json_put_text(out, tw_str_of(days[(v + d->first_day) % 7]));
    else if (d->bucket == TW_BUCKET_MONTH_OF_YEAR && v >= 1 && v <= 12)
        tw__json_put_text(out, tw_str_of(months[v - 1]));
    else
        tw__buf_printf(out, "\"Q%d\"", (int)v);
}

/* ["HOT","WARM"] as {HOT,WARM}: options hold nothing to be escaped. */
static void put_options(tw_str list, tw_buf *out)
{
    tw__buf_text(out, "\"{");
    for (size_t i = 0; i < list.len; i++)
        if (strchr("[]\" ", list.ptr[i]) == NULL)
            tw__buf_char(out, list.ptr[i]);
    tw__buf_text(out, "}\"");
}

void tw__dimension_shape(const tw_dimension *d,
                         const tw_cell *cell,
                         tw_buf *out)
{
    tw_kind k = d->target.kind;

    if (cell->type == TW_CELL_NULL) {
        tw__buf_text(out, "null");
    } else if (d->form == TW_DIMENSION_BUCKET) {
        put_bucket(d, cell, out);
    } else if (d->form == TW_DIMENSION_UNNEST) {
        tw__json_put_text(out,
                          cell->type == TW_CELL_TEXT ? cell->u.s : TW_STR(""));
    } else if (k == TW_KIND_OPTION_LIST && cell->type == TW_CELL_TEXT) {
        put_options(cell->u.s, out);
    } else if (k == TW_KIND_MICROS || k == TW_KIND_DEGREES) {
        tw__buf_char(out, '"');
        tw__kind_shape(k, cell, out);
        tw__buf_char(out, '"');
    } else {
        tw__kind_shape(k, cell, out);
    }
}
