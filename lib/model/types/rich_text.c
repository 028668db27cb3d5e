/* rich_text.c -- RICH_TEXT: a block document and its markdown.  Given alone,
** one is derived from the other; given together, both are kept as they are.
** The whole field is replaced. */
#include "model/types/common.h"

#include "model/types/blocknote.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"blocknote", TW_KIND_TEXT_NULL, false},
                                {"markdown", TW_KIND_TEXT, false}};
enum {
    BLOCKS,
    MARKDOWN
};

static tw_status take_blocks(tw_op *op,
                             const tw_spot *at,
                             tw_str text,
                             const tw_json **blocks)
{
    static const char before[] = "Invalid blocknote value for field ";
    tw_status status = tw__text_json(op, text, blocks);

    if (status != TW_OK)
        return status;
    if (*blocks == NULL)
        return tw__spot_fail(op, TW_E_INVALID, at, before,
                             " - must contain valid JSON");
    if ((*blocks)->type != TW_JSON_LIST)
        return tw__spot_fail(op, TW_E_INVALID, at, before,
                             " - must contain a list of blocks");
    if (!tw__blocknote_safe(*blocks))
        return tw__spot_fail(op, TW_E_INVALID, at, before,
                             " - a URL in it is not of an allowed scheme");
    return TW_OK;
}

/* What would be too long is not derived. */
static tw_status derive(tw_op *op, const tw_json *blocks, tw_cell *cells)
{
    size_t most = tw__text_limit(op);
    bool done;
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    if (blocks != NULL)
        done = tw__blocknote_to_markdown(&b, blocks, most);
    else
        done = tw__blocknote_from_markdown(op, &b, cells[MARKDOWN].u.s, most);
    text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (text.ptr == NULL)
        return op->error.status;
    if (done && text.len > 0)
        cells[blocks != NULL ? MARKDOWN : BLOCKS] = tw__cell_text(text);
    return TW_OK;
}

static tw_status accept(tw_op *op,
                        const tw_field *field,
                        const tw_json *in,
                        tw_accepted *out)
{
    const tw_json *members[TW_PARTS_MAX], *blocks = NULL;
    bool given;
    tw_status status = tw__composite_open(op, field, in, members, &given);

    out->set = 0;
    if (status != TW_OK || !given)
        return status;
    for (int i = 0; i < 2 && status == TW_OK; i++) {
        const tw_spot at = {field, parts[i].name};

        out->cells[i] = tw__cell_null();
        if (members[i] != NULL)
            status = tw__take_text(op, &at, members[i], &out->cells[i]);
        if (status == TW_OK && i == BLOCKS &&
            out->cells[i].type != TW_CELL_NULL)
            status = take_blocks(op, &at, out->cells[i].u.s, &blocks);
    }
    if (status != TW_OK)
        return status;
    out->set = 3;
    if ((out->cells[BLOCKS].type == TW_CELL_NULL) ==
        (out->cells[MARKDOWN].type == TW_CELL_NULL))
        return TW_OK;
    return derive(op, blocks, out->cells);
}

const tw_type tw__type_rich_text = {
    .id = TW_TYPE_RICH_TEXT,
    .api_name = "RICH_TEXT",
    .parts = parts,
    .part_count = 2,
    .composite = true,
    .creatable = true,
    .searchable = true,
    .accept = accept,
};
