/* kind_filter.c -- a filter's or a cursor's value, made ready to be compared
** with what a column holds (REST specification 7.5 to 7.7). */
#include "model/type.h"

#include "base/number.h"
#include "base/time.h"
#include "base/uuid.h"
#include "model/types/option.h"

#include <math.h>

static tw_status as_text(tw_op *op,
                         const tw_spot *at,
                         const tw_json *value,
                         bool empty_is_null,
                         tw_cell *out)
{
    static const char *const words[] = {"Invalid string value ",
                                        " for text field \"", "\""};

    if (value->type != TW_JSON_TEXT)
        return tw__spot_refuse(op, at, value, words);
    if (value->text.len == 0 && empty_is_null)
        return TW_OK;
    *out = value->text.ptr == NULL ? tw__cell_text(TW_STR(""))
                                   : tw__cell_text(value->text);
    return TW_OK;
}

/* Text stands for the number it begins with. */
static tw_status as_number(tw_op *op,
                           const tw_spot *at,
                           const tw_json *value,
                           tw_kind kind,
                           tw_cell *out)
{
    double v = NAN;
    int64_t exact;

    if (value->type == TW_JSON_NUMBER) {
        v = value->number;
    } else if (value->type == TW_JSON_TEXT) {
        if (kind == TW_KIND_MICROS && tw__number_int(value->text, &exact)) {
            *out = tw__cell_int(exact);
            return TW_OK;
        }
        if (!tw__number_prefix(value->text, &v))
            v = NAN;
    }
    if (!isfinite(v))
        return tw__spot_fail(op, TW_E_INVALID, at,
                             "Invalid number value NaN for field ", "");
    if (kind == TW_KIND_MICROS && v == trunc(v) && fabs(v) < 9.2e18)
        *out = tw__cell_int((int64_t)v); /* as the column holds it */
    else
        *out = tw__cell_real(v);
    return TW_OK;
}

static tw_status as_boolean(tw_op *op,
                            const tw_spot *at,
                            const tw_json *value,
                            tw_cell *out)
{
    static const char *const words[] = {"Invalid boolean value ",
                                        " for field \"", "\""};
    bool text = value->type == TW_JSON_TEXT;

    if (value->type == TW_JSON_TRUE ||
        (text && tw__str_is(value->text, "true")))
        *out = tw__cell_int(1);
    else if (value->type == TW_JSON_FALSE ||
             (text && tw__str_is(value->text, "false")))
        *out = tw__cell_int(0);
    else
        return tw__spot_refuse(op, at, value, words);
    return TW_OK;
}

static tw_status as_date_time(tw_op *op,
                              const tw_spot *at,
                              const tw_json *value,
                              tw_cell *out)
{
    static const char *const words[] = {
        "Invalid value ", " for date-time field \"",
        "\". Expected format: 'YYYY-MM-DDTHH:mm:ssZ'"};
    int64_t ms;
    char *text;

    if (value->type != TW_JSON_TEXT || !tw__time_parse_filter(value->text, &ms))
        return tw__spot_refuse(op, at, value, words);
    text = tw__op_get(op, TW_TIME_BYTES);
    if (text == NULL)
        return op->error.status;
    tw__time_print(ms, text);
    *out = tw__cell_text((tw_str){text, TW_TIME_BYTES});
    return TW_OK;
}

static tw_status as_option(tw_op *op,
                           const tw_spot *at,
                           const tw_json *value,
                           tw_cell *out)
{
    tw_status status = as_text(op, at, value, false, out);

    return status != TW_OK ? status : tw__option_check(op, at, out->u.s);
}

/* One element, or (in a cursor) the whole list.  Whether an option exists is
** not asked: one that does not just matches nothing. */
static tw_status as_list(tw_op *op,
                         const tw_spot *at,
                         const tw_json *value,
                         tw_cell *out)
{
    if (value->type != TW_JSON_LIST)
        return as_text(op, at, value, false, out);
    return value->count == 0 ? TW_OK : tw__json_cell(op, value, false, out);
}

tw_status tw__kind_filter_value(tw_op *op,
                                const struct tw_field *field,
                                int part,
                                const tw_json *value,
                                bool loose,
                                tw_cell *out)
{
    const tw_part *p = &field->type->parts[part];
    const tw_spot at = {field, p->name};

    (void)loose; /* text is read leniently from both APIs */
    *out = tw__cell_null();
    if (value->type == TW_JSON_NULL)
        return TW_OK;
    switch (p->kind) {
    case TW_KIND_TEXT:
        return as_text(op, &at, value, true, out);
    case TW_KIND_UUID:
        return tw__take_uuid(op, &at, value, out);
    case TW_KIND_NUMBER:
    case TW_KIND_NUMERIC:
    case TW_KIND_MICROS:
    case TW_KIND_DEGREES:
    case TW_KIND_POSITION:
        return as_number(op, &at, value, p->kind, out);
    case TW_KIND_BOOLEAN:
        return as_boolean(op, &at, value, out);
    case TW_KIND_DATE:
        return tw__take_date(op, &at, value, out);
    case TW_KIND_DATE_TIME:
        return as_date_time(op, &at, value, out);
    case TW_KIND_OPTION:
    case TW_KIND_SOURCE:
        return as_option(op, &at, value, out);
    case TW_KIND_OPTION_LIST:
    case TW_KIND_TEXT_LIST:
        return as_list(op, &at, value, out);
    case TW_KIND_TEXT_NULL:
    case TW_KIND_JSON_LIST:
    case TW_KIND_JSON:
    case TW_KIND_FILES:
    case TW_KIND_TS_VECTOR:
    case TW_KIND_COUNT_:
        break;
    }
    return as_text(op, &at, value, false, out);
}
