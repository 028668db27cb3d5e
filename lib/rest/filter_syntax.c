/* filter_syntax.c -- a recursive-descent reader of `filter` and `order_by`.
**
** Superset of the reference: quotes protect commas, brackets and parentheses
** when they stand around a whole value or list element; everything the
** reference reads, reads the same.  Nothing is skipped: a blank is a character
** of the name or value it stands in.
*/
#include "rest/filter_syntax.h"

typedef struct reader {
    tw_op *op;
    tw_str text;
    size_t at;
    uint32_t depth, nodes;
} reader;

static const struct {
    const char *name;
    tw_cmp cmp;
} comparators[] = {
    {"eq", TW_CMP_EQ},
    {"neq", TW_CMP_NEQ},
    {"in", TW_CMP_IN},
    {"containsAny", TW_CMP_CONTAINS_ANY},
    {"is", TW_CMP_IS},
    {"gt", TW_CMP_GT},
    {"gte", TW_CMP_GTE},
    {"lt", TW_CMP_LT},
    {"lte", TW_CMP_LTE},
    {"startsWith", TW_CMP_STARTS_WITH},
    {"endsWith", TW_CMP_ENDS_WITH},
    {"like", TW_CMP_LIKE},
    {"ilike", TW_CMP_ILIKE},
};

static bool is_quote(char c)
{
    return c == '"' || c == '\'';
}

/* The closing quote of a value that opens at `open`: the same sign, followed
** by what may follow a value.  text.len when there is none. */
static size_t closing_quote(tw_str text, size_t open, const char *followers)
{
    for (size_t i = open + 1; i < text.len; i++)
        if (text.ptr[i] == text.ptr[open] &&
            (i + 1 == text.len || strchr(followers, text.ptr[i + 1]) != NULL))
            return i;
    return text.len;
}

/* Opening minus closing parentheses, quoted values left out when `quotes`. */
static long open_parentheses(tw_str text, bool quotes)
{
    long open = 0;

    for (size_t i = 0; i < text.len; i++) {
        char before = i == 0 ? '\0' : text.ptr[i - 1];

        if (quotes && is_quote(text.ptr[i]) &&
            (before == ':' || before == '[' || before == ',')) {
            size_t close = closing_quote(text, i, ",)]");

            if (close < text.len) {
                i = close;
                continue;
            }
        }
        open += text.ptr[i] == '(' ? 1 : text.ptr[i] == ')' ? -1 : 0;
    }
    return open;
}

static tw_status check_parentheses(tw_op *op, tw_str text)
{
    long open = open_parentheses(text, false);

    if (open != 0)
        open = open_parentheses(text, true);
    if (open == 0)
        return TW_OK;
    return tw__fail(op, TW_E_INVALID, "",
                    "'filter' invalid: %ld %s bracket%s missing",
                    open < 0 ? -open : open, open < 0 ? "open" : "close",
                    open == 1 || open == -1 ? " is" : "s are");
}

/* Where an unquoted value ends: at a comma or closing parenthesis that stands
** outside of its own parentheses and brackets. */
static size_t plain_end(const reader *r, size_t from)
{
    size_t parens = 0, brackets = 0;

    for (size_t i = from; i < r->text.len; i++) {
        char c = r->text.ptr[i];

        if (c == '(')
            parens++;
        else if (c == ')' && parens > 0)
            parens--;
        else if (c == '[')
            brackets++;
        else if (c == ']' && brackets > 0)
            brackets--;
        else if (brackets > 0 || parens > 0)
            continue;
        else if (c == ',' || (c == ')' && r->depth > 1))
            return i;
    }
    return r->text.len;
}

static tw_json *text_node(reader *r, tw_str text)
{
    tw_json *node = tw__op_get(r->op, sizeof(*node));

    if (node != NULL) {
        node->type = TW_JSON_TEXT;
        node->text = text.ptr == NULL ? TW_STR("") : text;
    }
    return node;
}

/* One value, quotes removed. */
static const tw_json *read_value(reader *r)
{
    size_t from = r->at, end;
    tw_str raw;

    if (from < r->text.len && is_quote(r->text.ptr[from])) {
        end = closing_quote(r->text, from, ",)");
        if (end < r->text.len) {
            r->at = end + 1;
            return text_node(r, tw__str_sub(r->text, from + 1, end));
        }
    }
    end = plain_end(r, from);
    raw = tw__str_sub(r->text, from, end);
    r->at = end;
    if (raw.len >= 2 && is_quote(raw.ptr[0]) && is_quote(raw.ptr[raw.len - 1]))
        raw = tw__str_sub(raw, 1, raw.len - 1);
    return text_node(r, raw);
}

static tw_status not_a_list(reader *r, tw_str comparator, size_t from)
{
    tw_str raw = tw__str_sub(r->text, from, plain_end(r, from));

    return tw__fail(r->op, TW_E_INVALID, "",
                    "'filter' invalid for '%.*s' operator. Received '%.*s' but "
                    "array value expected eg: "
                    "'field[%.*s]:[value_1,value_2]'",
                    TW_FMT(comparator), TW_FMT(raw), TW_FMT(comparator));
}

/* The element at r->at; stands on ',' or ']' afterwards. */
static tw_str read_element(reader *r)
{
    size_t from = r->at, end;
    tw_str raw;

    if (from < r->text.len && is_quote(r->text.ptr[from])) {
        end = closing_quote(r->text, from, ",]");
        if (end < r->text.len) {
            r->at = end + 1;
            return tw__str_sub(r->text, from + 1, end);
        }
    }
    for (end = from; end < r->text.len; end++)
        if (r->text.ptr[end] == ',' || r->text.ptr[end] == ']')
            break;
    r->at = end;
    raw = tw__str_sub(r->text, from, end);
    if (raw.len >= 2 && is_quote(raw.ptr[0]) && is_quote(raw.ptr[raw.len - 1]))
        raw = tw__str_sub(raw, 1, raw.len - 1);
    return raw;
}

/* `[a,"b,c",d]`; `[]` is one empty text. */
static tw_status read_list(reader *r, tw_str comparator, const tw_json **out)
{
    size_t start = r->at, commas = 0;
    tw_json *list;

    if (start >= r->text.len || r->text.ptr[start] != '[')
        return not_a_list(r, comparator, start);
    for (size_t i = start; i < r->text.len; i++)
        commas += r->text.ptr[i] == ',';
    if (commas >= TW_LIMIT_LIST_VALUES)
        commas = TW_LIMIT_LIST_VALUES;
    list = tw__op_get(r->op, sizeof(*list));
    if (list == NULL)
        return r->op->error.status;
    list->type = TW_JSON_LIST;
    list->items = tw__op_array(r->op, commas + 1, sizeof(*list->items));
    if (list->items == NULL)
        return r->op->error.status;
    do {
        tw_str text;

        r->at++;
        text = read_element(r);
        if (list->count > commas || list->count >= TW_LIMIT_LIST_VALUES)
            return tw__fail(r->op, TW_E_INVALID, "",
                            "'filter' invalid: a list holds more than %d "
                            "values",
                            TW_LIMIT_LIST_VALUES);
        list->items[list->count].type = TW_JSON_TEXT;
        list->items[list->count++].text = text;
    } while (r->at < r->text.len && r->text.ptr[r->at] == ',');
    if (r->at >= r->text.len) /* no closing bracket */
        return not_a_list(r, comparator, start);
    r->at++;
    if (r->at < r->text.len && r->text.ptr[r->at] != ',' &&
        r->text.ptr[r->at] != ')')
        return not_a_list(r, comparator, start);
    *out = list;
    return TW_OK;
}

static void read_path(tw_str text, tw_path *path)
{
    size_t at = 0;

    path->count = 0;
    for (;;) {
        size_t end = tw__str_find(text, at, '.');

        if (path->count == TW_PATH_MAX) {
            path->count = TW_PATH_MAX + 1;
            return;
        }
        path->name[path->count++] = tw__str_sub(text, at, end);
        if (end == text.len)
            return;
        at = end + 1;
    }
}

static tw_status bad_predicate(reader *r, size_t from)
{
    tw_str text = tw__str_sub(r->text, from, plain_end(r, from));

    return tw__fail(r->op, TW_E_INVALID, "",
                    "'filter' invalid for '%.*s'. eg: price[gte]:10",
                    TW_FMT(text));
}

static tw_status unknown_comparator(reader *r, size_t from, tw_str name)
{
    tw_str text = tw__str_sub(r->text, from, plain_end(r, from));

    return tw__fail(r->op, TW_E_INVALID, "",
                    "'filter' invalid for '%.*s', comparator %.*s not in eq, "
                    "neq, in, containsAny, is, gt, gte, lt, lte, startsWith, "
                    "endsWith, like, ilike",
                    TW_FMT(text), TW_FMT(name));
}

/* path "[" comparator "]" ":" value */
static tw_status read_predicate(reader *r, tw_filter *f)
{
    size_t from = r->at, open, close;
    tw_str name;
    size_t i;

    open = tw__str_find(r->text, from, '[');
    close = tw__str_find(r->text, open, ']');
    if (open == from || close + 1 >= r->text.len ||
        r->text.ptr[close + 1] != ':' || close + 2 >= r->text.len)
        return bad_predicate(r, from);
    name = tw__str_sub(r->text, from, open);
    if (memchr(name.ptr, '(', name.len) != NULL) /* AND(...), nand(...) */
        return bad_predicate(r, from);
    read_path(name, &f->path);
    name = tw__str_sub(r->text, open + 1, close);
    for (i = 0; i < sizeof(comparators) / sizeof(*comparators); i++)
        if (tw__str_is(name, comparators[i].name))
            break;
    if (i == sizeof(comparators) / sizeof(*comparators))
        return unknown_comparator(r, from, name);
    f->op = TW_FILTER_CMP;
    f->cmp = comparators[i].cmp;
    f->loose = true;
    r->at = close + 2;
    if (f->cmp == TW_CMP_IN || f->cmp == TW_CMP_CONTAINS_ANY)
        return read_list(r, name, &f->value);
    if (plain_end(r, r->at) == r->at)
        return bad_predicate(r, from);
    if (f->cmp == TW_CMP_IS) { /* used as it is */
        size_t end = plain_end(r, r->at);

        f->value = text_node(r, tw__str_sub(r->text, r->at, end));
        r->at = end;
    } else {
        f->value = read_value(r);
    }
    return f->value == NULL ? r->op->error.status : TW_OK;
}

static tw_status read_items(reader *r, tw_filter *f);

static tw_status read_item(reader *r, tw_filter **out)
{
    static const struct {
        const char *word;
        tw_filter_op op;
    } words[] = {{"and(", TW_FILTER_AND},
                 {"or(", TW_FILTER_OR},
                 {"not(", TW_FILTER_NOT}};
    tw_str rest = tw__str_sub(r->text, r->at, r->text.len);
    tw_filter *f;

    if (++r->nodes > r->op->limits->max_filter_nodes)
        return tw__fail(r->op, TW_E_INVALID, "",
                        "'filter' invalid: more than %u conditions",
                        r->op->limits->max_filter_nodes);
    f = tw__op_get(r->op, sizeof(*f));
    if (f == NULL)
        return r->op->error.status;
    *out = f;
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (!tw__str_starts(rest, tw_str_of(words[i].word)))
            continue;
        f->op = words[i].op;
        r->at += strlen(words[i].word);
        if (read_items(r, f) != TW_OK)
            return r->op->error.status;
        if (r->at >= r->text.len || r->text.ptr[r->at] != ')')
            return bad_predicate(r, r->at);
        r->at++;
        if (f->op == TW_FILTER_NOT && f->count != 1)
            return tw__fail(r->op, TW_E_INVALID, "",
                            "'filter' invalid: 'not' takes exactly one "
                            "condition, got %u",
                            f->count);
        return TW_OK;
    }
    return read_predicate(r, f);
}

/* item { "," item }, up to the end or an unmatched ")". */
static tw_status read_items(reader *r, tw_filter *f)
{
    struct link {
        tw_filter *item;
        struct link *next;
    } *first = NULL, **tail = &first;
    const tw_filter **items;

    if (++r->depth > r->op->limits->max_filter_depth)
        return tw__fail(r->op, TW_E_INVALID, "",
                        "'filter' invalid: nested deeper than %u",
                        r->op->limits->max_filter_depth);
    for (;;) {
        struct link *link = tw__op_get(r->op, sizeof(*link));

        if (link == NULL || read_item(r, &link->item) != TW_OK)
            return r->op->error.status;
        *tail = link;
        tail = &link->next;
        f->count++;
        if (r->at >= r->text.len || r->text.ptr[r->at] == ')')
            break;
        if (r->text.ptr[r->at] != ',')
            return bad_predicate(r, r->at);
        r->at++;
    }
    r->depth--;
    items = tw__op_array(r->op, f->count, sizeof(*items));
    if (items == NULL)
        return r->op->error.status;
    f->items = items;
    for (; first != NULL; first = first->next)
        *items++ = first->item;
    return TW_OK;
}

tw_status tw__filter_parse(tw_op *op, tw_str text, const tw_filter **out)
{
    reader r = {.op = op, .text = text};
    tw_filter *root;

    if (check_parentheses(op, text) != TW_OK)
        return op->error.status;
    root = tw__op_get(op, sizeof(*root));
    if (root == NULL)
        return op->error.status;
    root->op = TW_FILTER_AND;
    if (read_items(&r, root) != TW_OK)
        return op->error.status;
    if (r.at < text.len)
        return bad_predicate(&r, r.at);
    /* A root that is one conjunction needs no other around it. */
    *out = root->count == 1 ? root->items[0] : root;
    return TW_OK;
}

static tw_status read_direction(tw_op *op, tw_str name, tw_order *order)
{
    if (!tw__str_is(name, "AscNullsFirst") &&
        !tw__str_is(name, "AscNullsLast") &&
        !tw__str_is(name, "DescNullsFirst") &&
        !tw__str_is(name, "DescNullsLast"))
        return tw__fail(op, TW_E_INVALID, "",
                        "'order_by' direction '%.*s' is none of AscNullsFirst, "
                        "AscNullsLast, DescNullsFirst, DescNullsLast",
                        TW_FMT(name));
    order->descending = name.ptr[0] == 'D';
    order->nulls_last = tw__str_ends(name, TW_STR("Last"));
    return TW_OK;
}

tw_status tw__order_parse(tw_op *op,
                          tw_str text,
                          const tw_order **out,
                          uint32_t *count)
{
    tw_order *terms;
    size_t at = 0;

    *out = NULL;
    *count = 0;
    if (text.ptr == NULL)
        return TW_OK;
    terms = tw__op_array(op, op->limits->max_order_terms, sizeof(*terms));
    if (terms == NULL)
        return op->error.status;
    *out = terms;
    for (;;) {
        size_t end = tw__str_find(text, at, ',');
        tw_str term = tw__str_sub(text, at, end);
        size_t open = tw__str_find(term, 0, '[');

        if (*count == op->limits->max_order_terms)
            return tw__fail(op, TW_E_INVALID, "",
                            "'order_by' has more than %u terms",
                            op->limits->max_order_terms);
        if (open < term.len) {
            if (term.ptr[term.len - 1] != ']')
                return tw__fail(op, TW_E_INVALID, "",
                                "'order_by' invalid for '%.*s'", TW_FMT(term));
            if (read_direction(op, tw__str_sub(term, open + 1, term.len - 1),
                               &terms[*count]) != TW_OK)
                return op->error.status;
        }
        read_path(tw__str_sub(term, 0, open), &terms[*count].path);
        ++*count;
        if (end == text.len)
            return TW_OK;
        at = end + 1;
    }
}
