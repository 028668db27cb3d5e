/* option.c -- one option of a list: of the field's own, or of the fixed list of
** an actor's sources. */
#include "model/types/option.h"

#include "model/types/common.h"

static const char *const sources[] = {
    "EMAIL",  "CALENDAR", "WORKFLOW", "AGENT",   "API",
    "IMPORT", "MANUAL",   "SYSTEM",   "WEBHOOK", "APPLICATION"};
enum {
    SOURCE_COUNT = sizeof sources / sizeof *sources
};

bool tw__source_valid(tw_str value)
{
    for (int i = 0; i < SOURCE_COUNT; i++)
        if (tw__str_is(value, sources[i]))
            return true;
    return false;
}

const char *tw__source_name(int index)
{
    return index >= 0 && index < SOURCE_COUNT ? sources[index] : NULL;
}

/* The list of what would have been right is cut when it is long. */
static tw_status refuse(tw_op *op, const tw_spot *at, tw_str value)
{
    char name[TW_SPOT_BYTES], list[280];
    bool fixed = at->part[0] != '\0';
    int count = fixed ? SOURCE_COUNT : at->field->option_count;
    size_t len = 0;

    list[0] = '\0';
    for (int i = 0; i < count; i++) {
        tw_str v = fixed ? tw_str_of(sources[i]) : at->field->options[i].value;

        if (len + v.len + 8 > sizeof list) {
            memcpy(list + len, ", ...", 6);
            break;
        }
        if (i > 0) {
            memcpy(list + len, ", ", 2);
            len += 2;
        }
        memcpy(list + len, v.ptr, v.len);
        len += v.len;
        list[len] = '\0';
    }
    if (value.len > 60) {
        value.len = 60;
        while (value.len > 0 &&
               ((unsigned char)value.ptr[value.len] & 0xC0) == 0x80)
            value.len--; /* not inside a character */
    }
    return tw__fail(op, TW_E_INVALID, fixed ? "/source" : "",
                    "Invalid value \"%.*s\" for field \"%s\". "
                    "Valid values are: %s",
                    TW_FMT(value), tw__spot_name(at, name), list);
}

tw_status tw__option_check(tw_op *op, const tw_spot *at, tw_str value)
{
    bool known = at->part[0] != '\0'
                     ? tw__source_valid(value)
                     : tw__field_option(at->field, value) != NULL;

    return known ? TW_OK : refuse(op, at, value);
}

tw_status tw__take_option(tw_op *op,
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
    *out = tw__cell_text(in->text);
    return tw__option_check(op, at, in->text);
}

tw_status tw__take_source(tw_op *op,
                          const tw_spot *at,
                          const tw_json *in,
                          tw_cell *out)
{
    return tw__take_option(op, at, in, out);
}
