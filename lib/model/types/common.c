/* common.c -- helpers of the field types: text, JSON, and the walk through a
** composite's members. */
#include "model/types/common.h"

size_t tw__text_limit(const tw_op *op)
{
    return op->limits == NULL ? TW_LIMIT_TEXT_BYTES
                              : op->limits->max_text_bytes;
}

tw_status tw__text_json(tw_op *op, tw_str s, const tw_json **out)
{
    uint32_t depth =
        op->limits == NULL ? TW_LIMIT_JSON_DEPTH : op->limits->max_json_depth;
    size_t where;
    const char *why;

    *out = NULL;
    if (!tw__json_check(s, depth, &where, &why))
        return TW_OK;
    return tw__json_read(op, s, out);
}

tw_status tw__json_cell(tw_op *op,
                        const tw_json *node,
                        bool spaced,
                        tw_cell *out)
{
    tw_buf b;
    tw_str text;

    tw__buf_init(&b, op->alloc);
    if (spaced)
        tw__json_put_spaced(&b, node);
    else
        tw__json_put(&b, node);
    text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (text.ptr == NULL)
        return op->error.status;
    *out = tw__cell_text(text);
    return TW_OK;
}

tw_str tw__text_lower(tw_op *op, tw_str s)
{
    char *to = tw__op_get(op, s.len + 1);

    if (to == NULL)
        return TW_NO_STR;
    for (size_t i = 0; i < s.len; i++)
        to[i] = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32
                                                          : s.ptr[i]);
    return (tw_str){to, s.len};
}

tw_status tw__accept_scalar(tw_op *op,
                            const tw_field *field,
                            const tw_json *in,
                            tw_accepted *out,
                            tw_take *take)
{
    const tw_spot at = {field, ""};

    out->set = 1;
    return take(op, &at, in, &out->cells[0]);
}

tw_status tw__composite_open(tw_op *op,
                             const tw_field *field,
                             const tw_json *in,
                             const tw_json *members[TW_PARTS_MAX],
                             bool *given)
{
    static const char *const words[] = {"Invalid object value ",
                                        " for field \"", "\""};
    const tw_spot at = {field, ""};

    memset(members, 0, sizeof *members * TW_PARTS_MAX);
    *given = in->type == TW_JSON_OBJECT;
    if (in->type == TW_JSON_NULL)
        return TW_OK;
    if (in->type != TW_JSON_OBJECT)
        return tw__spot_refuse(op, &at, in, words);
    for (uint32_t i = 0; i < in->count; i++) {
        const tw_json *m = &in->items[i];
        int part = 0;

        while (part < field->type->part_count &&
               !tw__str_is(m->key, field->type->parts[part].name))
            part++;
        if (part == field->type->part_count) {
            char name[TW_SPOT_BYTES];
            return tw__fail(op, TW_E_INVALID, "",
                            "Field \"%s\" of type %s has no member \"%.*s\"",
                            tw__spot_name(&at, name), field->type->api_name,
                            TW_FMT(m->key));
        }
        members[part] = m;
    }
    return TW_OK;
}

/* What a part of a plain composite accepts follows from its kind. */
static tw_take *take_of(tw_kind kind)
{
    switch ((int)kind) {
    case TW_KIND_TEXT:
    case TW_KIND_TEXT_NULL:
        return tw__take_text;
    case TW_KIND_DEGREES:
        return tw__take_numeric;
    case TW_KIND_MICROS:
        return tw__take_micros;
    case TW_KIND_UUID:
        return tw__take_uuid;
    case TW_KIND_SOURCE:
        return tw__take_source;
    default:
        return tw__take_json;
    }
}

tw_status tw__accept_parts(tw_op *op,
                           const tw_field *field,
                           const tw_json *in,
                           tw_accepted *out)
{
    const tw_type *type = field->type;
    const tw_json *members[TW_PARTS_MAX];
    bool given;
    tw_status status = tw__composite_open(op, field, in, members, &given);

    out->set = 0;
    if (status != TW_OK || !given)
        return status;
    for (int i = 0; i < type->part_count; i++) {
        const tw_spot at = {field, type->parts[i].name};

        if (members[i] == NULL)
            continue;
        status =
            take_of(type->parts[i].kind)(op, &at, members[i], &out->cells[i]);
        if (status != TW_OK)
            return status;
        out->set |= 1u << i;
    }
    return TW_OK;
}
