/* scalar.c -- scalar values as they are written: by themselves in scalar
** fields, or as parts of composites. */
#include "model/types/common.h"

#include "base/number.h"
#include "base/time.h"
#include "base/uuid.h"

#include <math.h>

tw_status tw__take_text(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out)
{
    static const char *const words[] = {"Invalid string value ",
                                        " for text field \"", "\""};

    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_TEXT)
        return tw__spot_refuse(op, at, in, words);
    if (in->text.len > tw__text_limit(op))
        return tw__spot_fail(op, TW_E_INVALID, at, "The text for field ",
                             " is too long");
    if (in->text.len > 0)
        *out = tw__cell_text(in->text);
    return TW_OK;
}

static const char *const number_words[] = {"Invalid number value ",
                                           " for field \"", "\""};

tw_status tw__take_number(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out)
{
    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_NUMBER || !isfinite(in->number))
        return tw__spot_refuse(op, at, in, number_words);
    *out = tw__cell_real(in->number);
    return TW_OK;
}

/* Text that is no number is shown as NaN. */
static tw_status refuse_nan(tw_op *op, const tw_spot *at)
{
    return tw__spot_fail(op, TW_E_INVALID, at,
                         "Invalid number value NaN for field ", "");
}

tw_status tw__take_numeric(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_cell *out)
{
    double v;

    if (in->type != TW_JSON_TEXT)
        return tw__take_number(op, at, in, out);
    *out = tw__cell_null();
    if (tw__str_trim(in->text).len == 0)
        return TW_OK;
    if (!tw__number_js(in->text, &v) || !isfinite(v))
        return refuse_nan(op, at);
    *out = tw__cell_real(v);
    return TW_OK;
}

tw_status tw__take_micros(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out)
{
    int64_t exact;
    double v;
    tw_status status;

    if (in->type == TW_JSON_TEXT &&
        tw__number_int(tw__str_trim(in->text), &exact)) {
        *out = tw__cell_int(exact);
        return TW_OK;
    }
    status = tw__take_numeric(op, at, in, out);
    if (status != TW_OK || out->type == TW_CELL_NULL)
        return status;
    v = trunc(out->u.r);
    if (!(v >= -9223372036854775808.0 && v < 9223372036854775808.0))
        return tw__spot_refuse(op, at, in, number_words);
    *out = tw__cell_int((int64_t)v);
    return TW_OK;
}

tw_status tw__take_boolean(tw_op *op,
                           const tw_spot *at,
                           const tw_json *in,
                           tw_cell *out)
{
    static const char *const words[] = {"Invalid boolean value ",
                                        " for field \"", "\""};

    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_TRUE && in->type != TW_JSON_FALSE)
        return tw__spot_refuse(op, at, in, words);
    *out = tw__cell_int(in->type == TW_JSON_TRUE);
    return TW_OK;
}

tw_status tw__take_uuid(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out)
{
    static const char *const words[] = {"Invalid UUID value ", " for field \"",
                                        "\""};
    char *text;

    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_TEXT || !tw__uuid_valid(in->text))
        return tw__spot_refuse(op, at, in, words);
    text = tw__op_get(op, TW_UUID_BYTES);
    if (text == NULL)
        return op->error.status;
    (void)tw__uuid_normal(in->text, text);
    *out = tw__cell_text((tw_str){text, TW_UUID_BYTES});
    return TW_OK;
}

tw_status tw__take_json(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out)
{
    static const char *const words[] = {"Invalid object value ",
                                        " for field \"", "\""};
    const tw_json *node = in;
    tw_status status;

    *out = tw__cell_null();
    if (in->type == TW_JSON_TEXT) {
        status = tw__text_json(op, in->text, &node);
        if (status != TW_OK)
            return status;
    } else if (in->type != TW_JSON_LIST && in->type != TW_JSON_OBJECT &&
               in->type != TW_JSON_NULL) {
        node = NULL;
    }
    if (node == NULL)
        return tw__spot_refuse(op, at, in, words);
    if (node->type == TW_JSON_NULL ||
        ((node->type == TW_JSON_LIST || node->type == TW_JSON_OBJECT) &&
         node->count == 0))
        return TW_OK;
    status = tw__json_cell(op, node, true, out);
    if (status == TW_OK && out->u.s.len > tw__text_limit(op))
        return tw__spot_fail(op, TW_E_INVALID, at, "The JSON for field ",
                             " is too long");
    return status;
}

tw_status tw__take_date(tw_op *op,
                        const tw_spot *at,
                        const tw_json *in,
                        tw_cell *out)
{
    static const char *const words[] = {"Invalid value ", " for date field \"",
                                        "\". Expected format: 'YYYY-MM-DD'"};
    tw_civil day;
    char *text;

    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_TEXT || !tw__date_parse(in->text, &day))
        return tw__spot_refuse(op, at, in, words);
    text = tw__op_get(op, TW_DATE_BYTES);
    if (text == NULL)
        return op->error.status;
    tw__date_print(&day, text);
    *out = tw__cell_text((tw_str){text, TW_DATE_BYTES});
    return TW_OK;
}

tw_status tw__take_date_time(tw_op *op,
                             const tw_spot *at,
                             const tw_json *in,
                             tw_cell *out)
{
    static const char *const words[] = {
        "Invalid value ", " for date-time field \"",
        "\". Expected format: 'YYYY-MM-DDTHH:mm:ssZ'"};
    int64_t ms;
    char *text;

    *out = tw__cell_null();
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_TEXT || !tw__time_parse(in->text, &ms))
        return tw__spot_refuse(op, at, in, words);
    text = tw__op_get(op, TW_TIME_BYTES);
    if (text == NULL)
        return op->error.status;
    tw__time_print(ms, text);
    *out = tw__cell_text((tw_str){text, TW_TIME_BYTES});
    return TW_OK;
}
