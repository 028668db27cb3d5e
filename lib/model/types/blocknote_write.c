/* blocknote_write.c -- BlockNote's JSON to markdown.  Lossy: blocks that markdown
** does not know are written as their text. */
#include "model/types/blocknote.h"

#include "model/types/inline.h"

static tw_str text_of(const tw_json *object, const char *key)
{
    const tw_json *m = object == NULL || object->type != TW_JSON_OBJECT
                           ? NULL
                           : tw__json_member(object, key);

    return m != NULL && m->type == TW_JSON_TEXT ? m->text : TW_STR("");
}

static void put_mark(tw_buf *b, const tw_json *block, tw_str type, unsigned n)
{
    const tw_json *props = tw__json_member(block, "props"), *m;
    int level = 1;

    if (props != NULL && props->type != TW_JSON_OBJECT)
        props = NULL;
    if (tw__str_is(type, "heading")) {
        m = props == NULL ? NULL : tw__json_member(props, "level");
        if (m != NULL && m->type == TW_JSON_NUMBER && m->number >= 1 &&
            m->number <= 6)
            level = (int)m->number;
        tw__buf_printf(b, "%.*s ", level, "######");
    } else if (tw__str_is(type, "bulletListItem") ||
               tw__str_is(type, "toggleListItem")) {
        tw__buf_text(b, "* ");
    } else if (tw__str_is(type, "numberedListItem")) {
        tw__buf_printf(b, "%u. ", n);
    } else if (tw__str_is(type, "checkListItem")) {
        m = props == NULL ? NULL : tw__json_member(props, "checked");
        tw__buf_text(b, m != NULL && m->type == TW_JSON_TRUE ? "* [x] "
                                                             : "* [ ] ");
    } else if (tw__str_is(type, "quote")) {
        tw__buf_text(b, "> ");
    }
}

static void put_table(tw_buf *b, const tw_json *content)
{
    const tw_json *rows = tw__json_member(content, "rows");

    for (uint32_t i = 0; rows != NULL && i < rows->count; i++) {
        const tw_json *row = &rows->items[i];
        const tw_json *cells =
            row->type == TW_JSON_OBJECT ? tw__json_member(row, "cells") : NULL;

        if (cells == NULL || cells->type != TW_JSON_LIST)
            continue;
        tw__buf_text(b, i == 0 ? "|" : "\n|");
        for (uint32_t k = 0; k < cells->count; k++) {
            const tw_json *cell = &cells->items[k];

            tw__buf_char(b, ' ');
            tw__inline_to_markdown(b, cell->type == TW_JSON_OBJECT
                                          ? tw__json_member(cell, "content")
                                          : cell);
            tw__buf_text(b, " |");
        }
        for (uint32_t k = 0; i == 0 && k < cells->count; k++)
            tw__buf_text(b, k == 0 ? "\n| --- |" : " --- |");
    }
}

static void put_content(tw_buf *b, const tw_json *block, tw_str type)
{
    const tw_json *content = tw__json_member(block, "content");
    const tw_json *props = tw__json_member(block, "props");
    tw_str url = text_of(props, "url"), name = text_of(props, "name");

    if (tw__str_is(type, "codeBlock")) {
        tw_str language = text_of(props, "language");

        tw__buf_printf(b, "```%.*s\n", TW_FMT(language));
        tw__inline_to_markdown(b, content);
        tw__buf_text(b, "\n```");
    } else if (content != NULL && content->type == TW_JSON_OBJECT) {
        put_table(b, content);
    } else if (url.len > 0) { /* an image or a file */
        tw__buf_printf(b, "%s[%.*s](%.*s)",
                       tw__str_is(type, "image") ? "!" : "", TW_FMT(name),
                       TW_FMT(url));
    } else {
        tw__inline_to_markdown(b, content);
    }
}

static void put_blocks(tw_buf *b,
                       const tw_json *blocks,
                       unsigned indent,
                       size_t most)
{
    tw_str before = {NULL, 0};
    unsigned n = 0;

    for (uint32_t i = 0; i < blocks->count && b->len <= most; i++) {
        const tw_json *block = &blocks->items[i], *children;
        tw_str type;
        bool list;

        if (block->type != TW_JSON_OBJECT)
            continue;
        type = text_of(block, "type");
        list = tw__str_ends(type, TW_STR("ListItem"));
        n = tw__str_is(type, "numberedListItem") ? n + 1 : 0;
        if (b->len > 0)
            tw__buf_text(
                b, (list && before.ptr != NULL && tw__str_eq(type, before)) ||
                           (indent > 0 && list)
                       ? "\n"
                       : "\n\n");
        before = type;
        for (unsigned k = 0; k < indent; k++)
            tw__buf_text(b, "    ");
        put_mark(b, block, type, n);
        put_content(b, block, type);
        children = tw__json_member(block, "children");
        if (children != NULL && children->type == TW_JSON_LIST)
            put_blocks(b, children, indent + 1, most);
    }
}

bool tw__blocknote_to_markdown(tw_buf *b, const tw_json *blocks, size_t most)
{
    tw_buf text;
    bool fits;

    tw__buf_init(&text, b->alloc);
    put_blocks(&text, blocks, 0, most);
    while (text.len > 0 && strchr(" \n", text.ptr[text.len - 1]) != NULL)
        tw__buf_cut(&text, text.len - 1);
    fits = text.len <= most;
    if (fits)
        tw__buf_str(b, tw__buf_view(&text));
    b->failed = b->failed || text.failed;
    tw__buf_fini(&text);
    return fits;
}
