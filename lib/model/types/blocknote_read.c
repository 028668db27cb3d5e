/* blocknote_read.c -- markdown to BlockNote's JSON: paragraphs, headings, lists
** (nested by indentation), check lists, quotes, code. */
#include "model/types/blocknote.h"

#include "base/uuid.h"
#include "model/types/inline.h"

enum {
    LISTS_MAX = 8
};

/* One line, classified. */
typedef struct line {
    const char *type; /* BlockNote's name; NULL: blank */
    size_t indent;
    int level; /* of a heading */
    bool checked;
    bool fence;
    tw_str text; /* behind the mark */
} line;

typedef struct reader {
    tw_op *op;
    tw_buf *b;
    tw_str rest;
    bool comma;                /* in the innermost list of blocks */
    size_t indents[LISTS_MAX]; /* of the open list items */
    int open;                  /* list items whose children are open */
} reader;

static bool take_line(tw_str *rest, tw_str *out)
{
    size_t end;

    if (rest->len == 0)
        return false;
    end = tw__str_find(*rest, 0, '\n');
    *out = tw__str_sub(*rest, 0, end);
    if (out->len > 0 && out->ptr[out->len - 1] == '\r')
        out->len--;
    *rest = tw__str_sub(*rest, end < rest->len ? end + 1 : end, rest->len);
    return true;
}

static void classify_list(line *l, tw_str s)
{
    size_t digits = 0;

    while (digits < s.len && digits < 9 && s.ptr[digits] >= '0' &&
           s.ptr[digits] <= '9')
        digits++;
    if (digits > 0 && digits + 1 < s.len && s.ptr[digits + 1] == ' ' &&
        (s.ptr[digits] == '.' || s.ptr[digits] == ')')) {
        l->type = "numberedListItem";
        l->text = tw__str_trim(tw__str_sub(s, digits + 2, s.len));
    } else if (s.len > 1 && strchr("-*+", s.ptr[0]) != NULL &&
               s.ptr[1] == ' ') {
        l->type = "bulletListItem";
        l->text = tw__str_trim(tw__str_sub(s, 2, s.len));
        if (l->text.len >= 3 && l->text.ptr[0] == '[' &&
            l->text.ptr[2] == ']' && strchr(" xX", l->text.ptr[1]) != NULL) {
            l->type = "checkListItem";
            l->checked = l->text.ptr[1] != ' ';
            l->text = tw__str_trim(tw__str_sub(l->text, 3, l->text.len));
        }
    }
}

static line classify(tw_str s)
{
    line l = {.type = "paragraph"};
    size_t hashes = 0;

    while (l.indent < s.len &&
           (s.ptr[l.indent] == ' ' || s.ptr[l.indent] == '\t'))
        l.indent++;
    s = tw__str_trim(s);
    l.text = s;
    if (s.len == 0) {
        l.type = NULL;
        return l;
    }
    while (hashes < s.len && hashes < 7 && s.ptr[hashes] == '#')
        hashes++;
    if (hashes >= 1 && hashes <= 6 &&
        (hashes == s.len || s.ptr[hashes] == ' ')) {
        l.type = "heading";
        l.level = hashes > 3 ? 3 : (int)hashes;
        l.text = tw__str_trim(tw__str_sub(s, hashes, s.len));
    } else if (s.ptr[0] == '>') {
        l.type = "quote";
        l.text = tw__str_trim(tw__str_sub(s, 1, s.len));
    } else if (tw__str_starts(s, TW_STR("```"))) {
        l.type = "codeBlock";
        l.fence = true;
        l.text = tw__str_trim(tw__str_sub(s, 3, s.len));
    } else {
        classify_list(&l, s);
    }
    return l;
}

static bool is_list(const line *l)
{
    size_t len = l->type == NULL ? 0 : strlen(l->type);

    return len > 8 && strcmp(l->type + len - 8, "ListItem") == 0;
}

static void open_block(reader *r, const line *l)
{
    char id[TW_UUID_BYTES];

    if (r->comma)
        tw__buf_char(r->b, ',');
    r->comma = true;
    tw__uuid_new(r->op->env, id);
    tw__buf_text(r->b, "{\"id\":\"");
    tw__buf_put(r->b, id, sizeof id);
    tw__buf_printf(r->b, "\",\"type\":\"%s\",\"props\":{", l->type);
    if (l->fence) {
        tw__buf_text(r->b, "\"language\":");
        tw__json_put_text(r->b, l->text.len > 0 ? l->text : TW_STR("text"));
    } else {
        tw__buf_text(r->b, "\"backgroundColor\":\"default\",\"textColor\":"
                           "\"default\"");
        if (strcmp(l->type, "quote") != 0)
            tw__buf_text(r->b, ",\"textAlignment\":\"left\"");
    }
    if (l->level > 0)
        tw__buf_printf(r->b, ",\"level\":%d", l->level);
    if (strcmp(l->type, "checkListItem") == 0)
        tw__buf_printf(r->b, ",\"checked\":%s", l->checked ? "true" : "false");
    tw__buf_text(r->b, "},\"content\":[");
}

/* Close list items that are not above a line of that indentation. */
static void close_lists(reader *r, size_t indent, bool all)
{
    while (r->open > 0 && (all || r->indents[r->open - 1] >= indent)) {
        tw__buf_text(r->b, "]}");
        r->open--;
        r->comma = true;
    }
}

static void put_code(reader *r, const line *l)
{
    tw_str text = r->rest, raw;
    size_t len = 0;

    while (take_line(&r->rest, &raw) &&
           !tw__str_starts(tw__str_trim(raw), TW_STR("```")))
        len = (size_t)(raw.ptr + raw.len - text.ptr);
    open_block(r, l);
    if (len > 0) {
        tw__buf_text(r->b, "{\"type\":\"text\",\"text\":");
        tw__json_put_text(r->b, tw__str_sub(text, 0, len));
        tw__buf_text(r->b, ",\"styles\":{}}");
    }
    tw__buf_text(r->b, "],\"children\":[]}");
}

/* A block's text goes on in lines of plain text (or of the same quote). */
static void put_block(reader *r, const line *l)
{
    tw_buf text;
    tw_str next;

    open_block(r, l);
    tw__buf_init(&text, r->b->alloc);
    tw__buf_str(&text, l->text);
    while (l->level == 0 && r->rest.len > 0) {
        tw_str after = r->rest;
        line more;

        (void)take_line(&after, &next);
        more = classify(next);
        if (more.type == NULL ||
            (strcmp(more.type, "paragraph") != 0 &&
             strcmp(more.type, l->type) != 0) ||
            is_list(&more))
            break;
        tw__buf_char(&text, '\n');
        tw__buf_str(&text, more.text);
        r->rest = after;
    }
    tw__inline_from_markdown(r->b, tw__buf_view(&text));
    r->b->failed = r->b->failed || text.failed;
    tw__buf_fini(&text);
    tw__buf_text(r->b, "],\"children\":[");
    if (is_list(l) && r->open < LISTS_MAX) {
        r->indents[r->open++] = l->indent;
        r->comma = false;
    } else {
        tw__buf_text(r->b, "]}");
    }
}

bool tw__blocknote_from_markdown(tw_op *op,
                                 tw_buf *b,
                                 tw_str markdown,
                                 size_t most)
{
    reader r = {.op = op, .b = b, .rest = markdown};
    size_t start = b->len;
    tw_str raw;

    tw__buf_char(b, '[');
    while (take_line(&r.rest, &raw)) {
        line l = classify(raw);

        if (l.type == NULL)
            continue;
        close_lists(&r, l.indent, !is_list(&l));
        if (l.fence)
            put_code(&r, &l);
        else
            put_block(&r, &l);
        if (b->len - start > most)
            break;
    }
    close_lists(&r, 0, true);
    tw__buf_char(b, ']');
    if (b->len - start <= most)
        return true;
    tw__buf_cut(b, start);
    return false;
}
