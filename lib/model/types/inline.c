/* inline.c -- bold, italic, struck, code and links, in both directions.  Each
** search for a closing mark that fails is made once only, so hostile text
** costs no more than its length (times the depth of nesting, which is
** bounded). */
#include "model/types/inline.h"

#include "model/types/blocknote.h"

enum {
    BOLD = 1,
    ITALIC = 2,
    STRIKE = 4,
    CODE = 8
};
enum {
    NESTING_MAX = 6
};

static const struct style {
    const char *mark, *name;
    unsigned bit;
} styles[] = {{"**", "bold", BOLD},     {"__", "bold", BOLD},
              {"~~", "strike", STRIKE}, {"*", "italic", ITALIC},
              {"_", "italic", ITALIC},  {"`", "code", CODE}};
enum {
    STYLE_COUNT = sizeof styles / sizeof *styles,
    LINK = STYLE_COUNT
};

typedef struct inliner {
    tw_buf *b;
    tw_buf run; /* plain text not yet written */
    unsigned style;
    bool comma;
} inliner;

/* What need not be looked for again in this stretch. */
typedef struct searched {
    unsigned missing; /* styles, by bit, and links that close nowhere */
    size_t bad_until; /* a "[" before this is no link */
} searched;

static void put_comma(inliner *w)
{
    if (w->comma)
        tw__buf_char(w->b, ',');
    w->comma = true;
}

static void flush(inliner *w)
{
    static const char *const names[] = {"bold", "italic", "strike", "code"};
    bool comma = false;

    if (w->run.len == 0)
        return;
    put_comma(w);
    tw__buf_text(w->b, "{\"type\":\"text\",\"text\":");
    tw__json_put_text(w->b, tw__buf_view(&w->run));
    tw__buf_text(w->b, ",\"styles\":{");
    for (int i = 0; i < 4; i++)
        if ((w->style & (1u << i)) != 0) {
            tw__buf_printf(w->b, "%s\"%s\":true", comma ? "," : "", names[i]);
            comma = true;
        }
    tw__buf_text(w->b, "}}");
    w->run.failed = w->run.failed || w->b->failed;
    tw__buf_cut(&w->run, 0);
}

/* Where `mark` comes next, or s.len. */
static size_t find(tw_str s, size_t from, tw_str mark)
{
    for (size_t i = from; i + mark.len <= s.len; i++) {
        if (s.ptr[i] == '\\') {
            i++;
            continue;
        }
        if (memcmp(s.ptr + i, mark.ptr, mark.len) == 0)
            return i;
    }
    return s.len;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z') || ((unsigned char)c & 0x80) != 0;
}

/* Does a mark open here?  Not before a blank, and "_" not inside a word. */
static bool opens(tw_str s, size_t at, const struct style *st)
{
    tw_str mark = tw_str_of(st->mark);
    size_t after = at + mark.len;

    return after < s.len && memcmp(s.ptr + at, mark.ptr, mark.len) == 0 &&
           s.ptr[after] != ' ' && s.ptr[after] != '\n' &&
           !(mark.ptr[0] == '_' && at > 0 && is_word(s.ptr[at - 1]));
}

static void walk(inliner *w, tw_str s, int depth);

static void put_link(inliner *w, tw_str label, tw_str href)
{
    inliner inner = {.b = w->b, .style = w->style};

    flush(w);
    put_comma(w);
    tw__buf_init(&inner.run, w->run.alloc);
    tw__buf_text(w->b, "{\"type\":\"link\",\"href\":");
    tw__json_put_text(w->b, href);
    tw__buf_text(w->b, ",\"content\":[");
    walk(&inner, label, NESTING_MAX); /* no link inside a link */
    flush(&inner);
    tw__buf_text(w->b, "]}");
    w->b->failed = w->b->failed || inner.run.failed;
    tw__buf_fini(&inner.run);
}

/* "[label](href)" at `at`; returns what was read, 0 when there is none. */
static size_t take_link(inliner *w, tw_str s, size_t at, searched *k)
{
    size_t mid, end;
    tw_str href;

    if ((k->missing & (1u << LINK)) != 0 || at < k->bad_until)
        return 0;
    mid = find(s, at + 1, TW_STR("]("));
    if (mid == s.len || (end = tw__str_find(s, mid + 2, ')')) == s.len) {
        k->missing |= 1u << LINK;
        return 0;
    }
    href = tw__str_trim(tw__str_sub(s, mid + 2, end));
    href.len = tw__str_find(href, 0, ' '); /* a title is dropped */
    if (href.len == 0 || mid == at + 1 || !tw__blocknote_url(href)) {
        k->bad_until = mid;
        return 0;
    }
    put_link(w, tw__str_sub(s, at + 1, mid), href);
    return end + 1 - at;
}

/* A styled stretch at `at`; returns what was read. */
static size_t take_style(inliner *w,
                         tw_str s,
                         size_t at,
                         int depth,
                         searched *k)
{
    for (unsigned i = 0; i < STYLE_COUNT; i++) {
        tw_str mark = tw_str_of(styles[i].mark), inner;
        size_t end;

        if ((k->missing & (1u << i)) != 0 || !opens(s, at, &styles[i]))
            continue;
        end = find(s, at + mark.len, mark);
        if (end == s.len) {
            k->missing |= 1u << i;
            continue;
        }
        if (end == at + mark.len)
            return 0;
        inner = tw__str_sub(s, at + mark.len, end);
        flush(w);
        w->style |= styles[i].bit;
        if (styles[i].bit == CODE)
            tw__buf_str(&w->run, inner);
        else
            walk(w, inner, depth + 1);
        flush(w);
        w->style &= ~styles[i].bit;
        return end + mark.len - at;
    }
    return 0;
}

static void walk(inliner *w, tw_str s, int depth)
{
    searched k = {0, 0};
    unsigned style = w->style;

    for (size_t i = 0; i < s.len;) {
        size_t n = 0;
        char c = s.ptr[i];

        if (c == '\\' && i + 1 < s.len &&
            strchr("\\`*_{}[]()#+-.!~>|", s.ptr[i + 1]) != NULL) {
            tw__buf_char(&w->run, s.ptr[i + 1]);
            i += 2;
            continue;
        }
        if (depth < NESTING_MAX && strchr("*_~`", c) != NULL)
            n = take_style(w, s, i, depth, &k);
        else if (depth < NESTING_MAX && c == '[')
            n = take_link(w, s, i, &k);
        w->style = style;
        if (n == 0) {
            tw__buf_char(&w->run, c);
            n = 1;
        }
        i += n;
    }
}

void tw__inline_from_markdown(tw_buf *b, tw_str text)
{
    inliner w = {.b = b};

    tw__buf_init(&w.run, b->alloc);
    walk(&w, text, 0);
    flush(&w);
    b->failed = b->failed || w.run.failed;
    tw__buf_fini(&w.run);
}

static bool has_style(const tw_json *list, const char *name)
{
    const tw_json *style = list == NULL ? NULL : tw__json_member(list, name);

    return style != NULL && style->type == TW_JSON_TRUE;
}

static void put_item(tw_buf *b, const tw_json *item)
{
    static const struct {
        const char *name, *mark;
    } marks[] = {
        {"strike", "~~"}, {"bold", "**"}, {"italic", "*"}, {"code", "`"}};
    const tw_json *text = tw__json_member(item, "text");
    const tw_json *list = tw__json_member(item, "styles");
    const tw_json *href = tw__json_member(item, "href");

    if (list != NULL && list->type != TW_JSON_OBJECT)
        list = NULL;
    if (href != NULL && href->type == TW_JSON_TEXT) {
        tw__buf_char(b, '[');
        tw__inline_to_markdown(b, tw__json_member(item, "content"));
        tw__buf_printf(b, "](%.*s)", TW_FMT(href->text));
        return;
    }
    if (text == NULL || text->type != TW_JSON_TEXT || text->text.len == 0)
        return;
    for (int i = 0; i < 4; i++)
        if (has_style(list, marks[i].name))
            tw__buf_text(b, marks[i].mark);
    tw__buf_str(b, text->text);
    for (int i = 3; i >= 0; i--)
        if (has_style(list, marks[i].name))
            tw__buf_text(b, marks[i].mark);
}

void tw__inline_to_markdown(tw_buf *b, const tw_json *content)
{
    if (content == NULL)
        return;
    if (content->type == TW_JSON_TEXT)
        tw__buf_str(b, content->text);
    if (content->type != TW_JSON_LIST)
        return;
    for (uint32_t i = 0; i < content->count; i++)
        if (content->items[i].type == TW_JSON_OBJECT)
            put_item(b, &content->items[i]);
}
