/* files.c -- FILES: a list of files by id and label.  The files themselves are
** kept elsewhere; an entry is stored with what can be told from its label. */
#include "model/types/common.h"

#include "base/uuid.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_FILES, false}};

enum {
    FILES_DEFAULT = 10,
    FILES_MOST = 60
};

/* settings.maxNumberOfValues; the model sees to it that it is there. */
static tw_status most_files(tw_op *op, const tw_field *field, uint32_t *out)
{
    const tw_json *settings, *most;
    tw_status status;

    *out = FILES_DEFAULT;
    if (field->settings.ptr == NULL)
        return TW_OK;
    status = tw__text_json(op, field->settings, &settings);
    if (status != TW_OK || settings == NULL)
        return status;
    most = tw__json_member(settings, "maxNumberOfValues");
    if (most != NULL && most->type == TW_JSON_NUMBER && most->number >= 1 &&
        most->number <= FILES_MOST)
        *out = (uint32_t)most->number;
    return TW_OK;
}

/* ".pdf" of "report.pdf"; "" when there is none. */
static tw_str extension(tw_str label)
{
    size_t dot = label.len;

    while (dot > 0 && label.ptr[dot - 1] != '.' && label.ptr[dot - 1] != '/')
        dot--;
    if (dot < 2 || label.ptr[dot - 1] != '.' || label.ptr[dot - 2] == '/')
        return TW_STR("");
    return tw__str_sub(label, dot - 1, label.len);
}

/* Exactly {fileId, label}. */
static bool is_file(const tw_json *item,
                    const tw_json **id,
                    const tw_json **label)
{
    if (item->type != TW_JSON_OBJECT || item->count != 2)
        return false;
    *id = tw__json_member(item, "fileId");
    *label = tw__json_member(item, "label");
    return *id != NULL && *label != NULL && (*id)->type == TW_JSON_TEXT &&
           (*label)->type == TW_JSON_TEXT && tw__uuid_valid((*id)->text) &&
           (*id)->text.ptr[14] == '4';
}

static void put_file(tw_buf *b, const tw_json *id, const tw_json *label)
{
    char lower[TW_UUID_BYTES];

    (void)tw__uuid_normal(id->text, lower);
    tw__buf_text(b, "{\"fileId\": ");
    tw__json_put_text(b, (tw_str){lower, TW_UUID_BYTES});
    tw__buf_text(b, ", \"label\": ");
    tw__json_put_text(b, label->text);
    tw__buf_text(b, ", \"extension\": ");
    tw__json_put_text(b, extension(label->text));
    tw__buf_text(b, ", \"url\": null}");
}

static tw_status put_files(tw_op *op,
                           const tw_spot *at,
                           const tw_json *list,
                           tw_buf *b)
{
    static const char *const words[] = {
        "Invalid value ", " for files field \"",
        "\". Expected a list of {fileId, label}, with a UUID of version 4"};

    tw__buf_char(b, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        const tw_json *id, *label;

        if (!is_file(&list->items[i], &id, &label))
            return tw__spot_refuse(op, at, &list->items[i], words);
        if (label->text.len > tw__text_limit(op))
            return tw__spot_fail(op, TW_E_INVALID, at, "A label in field ",
                                 " is too long");
        if (i > 0)
            tw__buf_text(b, ", ");
        put_file(b, id, label);
    }
    tw__buf_char(b, ']');
    return tw__buf_status(b) == TW_OK ? TW_OK : tw__fail_nomem(op);
}

static tw_status take(tw_op *op,
                      const tw_spot *at,
                      const tw_json *in,
                      tw_cell *out)
{
    static const char *const words[] = {"Invalid value ", " for files field \"",
                                        "\". Expected a list"};
    const tw_json *list = in;
    uint32_t most;
    tw_status status = TW_OK;
    tw_buf b;

    *out = tw__cell_null();
    if (in->type == TW_JSON_TEXT)
        status = tw__text_json(op, in->text, &list);
    if (status != TW_OK)
        return status;
    if (list != NULL && list->type == TW_JSON_NULL)
        return TW_OK;
    if (list == NULL || list->type != TW_JSON_LIST)
        return tw__spot_refuse(op, at, in, words);
    if (list->count == 0)
        return TW_OK;
    status = most_files(op, at->field, &most);
    if (status != TW_OK)
        return status;
    if (list->count > most) {
        char name[TW_SPOT_BYTES];
        return tw__fail(op, TW_E_INVALID, "",
                        "Field \"%s\" takes at most %u files",
                        tw__spot_name(at, name), most);
    }
    tw__buf_init(&b, op->alloc);
    status = put_files(op, at, list, &b);
    if (status == TW_OK) {
        *out = tw__cell_text(tw__op_take(op, &b));
        status = out->type == TW_CELL_NULL ? op->error.status : TW_OK;
    }
    tw__buf_fini(&b);
    return status;
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    return tw__accept_scalar(op, field, in, out, take);
}

const tw_type tw__type_files = {
    .id = TW_TYPE_FILES,
    .api_name = "FILES",
    .parts = parts,
    .part_count = 1,
    .creatable = true,
    .accept = accept,
};
