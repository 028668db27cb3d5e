/* naming.c -- rules for names and labels. */
#include "model/naming.h"

#include "base/fold.h"
#include "base/str.h"
#include "base/utf8.h"

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* White space as JavaScript's \s has it. */
static bool is_space(uint32_t cp)
{
    if (cp < 128)
        return cp == ' ' || (cp >= 9 && cp <= 13);
    return cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
           cp == 0x2028 || cp == 0x2029 || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000 || cp == 0xFEFF;
}

tw_str tw__name_collapse(tw_op *op, tw_str s)
{
    char *to = tw__op_get(op, s.len + 1);
    size_t pos = 0, n = 0;
    bool gap = false;

    if (to == NULL)
        return TW_NO_STR;
    while (pos < s.len) {
        size_t from = pos;

        if (is_space(tw__utf8_next(s, &pos))) {
            gap = n > 0;
            continue;
        }
        if (gap)
            to[n++] = ' ';
        gap = false;
        memcpy(to + n, s.ptr + from, pos - from);
        n += pos - from;
    }
    return (tw_str){to, n};
}

bool tw__name_syntax(tw_str s)
{
    if (s.len == 0 || !is_lower(s.ptr[0]))
        return false;
    for (size_t i = 1; i < s.len; i++)
        if (!is_lower(s.ptr[i]) && !is_upper(s.ptr[i]) && !is_digit(s.ptr[i]))
            return false;
    return true;
}

static bool in_list(tw_str s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (tw__str_is(s, list[i]))
            return true;
    return false;
}

bool tw__name_reserved(tw_str s)
{
    /* reserved as they stand and with an "s" behind */
    static const char *const both[] = {
        "approvedAccessDomain",
        "appToken",
        "billingCustomer",
        "billingEntitlement",
        "billingMeter",
        "billingProduct",
        "billingSubscription",
        "billingSubscriptionItem",
        "featureFlag",
        "job",
        "keyValuePair",
        "pageLayout",
        "pageLayoutTab",
        "pageLayoutWidget",
        "twoFactorMethod",
        "user",
        "userWorkspace",
        "workspace",
        "role",
        "userWorkspaceRole",
        "plan",
        "event",
        "field",
        "link",
        "type",
        "object",
        "relation",
    };
    static const char *const alone[] = {
        "currency", "currencies", "fullNames", "address",  "addresses",
        "index",    "aggregate",  "search",    "searches",
    };
    size_t count = sizeof(both) / sizeof(both[0]);

    if (in_list(s, alone, sizeof(alone) / sizeof(alone[0])) ||
        in_list(s, both, count))
        return true;
    return tw__str_ends(s, TW_STR("s")) &&
           in_list(tw__str_sub(s, 0, s.len - 1), both, count);
}

bool tw__name_forbidden(tw_str s)
{
    static const char *const words[] = {"not",   "or",      "and",    "Int",
                                        "Float", "Boolean", "String", "ID"};

    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] != '\0' && strchr("'\"\\;.=*/", s.ptr[i]) != NULL)
            return true;
    return in_list(s, words, sizeof(words) / sizeof(words[0]));
}

/* camelCase of the words in ASCII text; runs of digits are words too. */
static void put_words(tw_buf *b, tw_str s)
{
    char before = '\0';

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];

        if (is_upper(c))
            c = (char)(c - 'A' + 'a');
        if (is_digit(c))
            tw__buf_char(b, c);
        else if (is_lower(c))
            tw__buf_char(
                b, is_lower(before) || b->len == 0 ? c : (char)(c - 'a' + 'A'));
        else
            c = '\0';
        before = c;
    }
}

tw_str tw__name_from_label(tw_op *op, tw_str label)
{
    tw_buf ascii, name;
    tw_str out;

    tw__buf_init(&ascii, op->alloc);
    tw__buf_init(&name, op->alloc);
    if (label.len > 0 && is_digit(label.ptr[0]))
        tw__buf_char(&ascii, 'n');
    tw__fold_ascii(&ascii, label);
    put_words(&name, tw__buf_view(&ascii));
    if (tw__name_reserved(tw__buf_view(&name)))
        tw__buf_text(&name, "Custom");
    if (ascii.failed) {
        tw__fail_nomem(op);
        out = TW_NO_STR;
    } else {
        out = tw__op_take(op, &name);
    }
    tw__buf_fini(&ascii);
    tw__buf_fini(&name);
    return out;
}

/* The capital of a letter of the scripts that are written in two bytes (Latin,
** Greek, Cyrillic); others stay as they are. */
static uint32_t capital_of(uint32_t cp)
{
    if ((cp >= 'a' && cp <= 'z') || (cp >= 0xE0 && cp <= 0xFE && cp != 0xF7) ||
        (cp >= 0x3B1 && cp <= 0x3C9 && cp != 0x3C2) ||
        (cp >= 0x430 && cp <= 0x44F))
        return cp - 0x20;
    if (cp >= 0x450 && cp <= 0x45F)
        return cp - 0x50;
    if ((cp >= 0x101 && cp <= 0x137 && cp != 0x131 && cp % 2 == 1) ||
        (cp >= 0x14B && cp <= 0x177 && cp % 2 == 1) ||
        (cp >= 0x13A && cp <= 0x148 && cp % 2 == 0) ||
        (cp >= 0x17A && cp <= 0x17E && cp % 2 == 0))
        return cp - 1;
    return cp;
}

tw_str tw__name_capital(tw_op *op, tw_str s)
{
    char *to = tw__op_get(op, s.len + 1);
    size_t pos = 0;
    uint32_t cp;

    if (to == NULL)
        return TW_NO_STR;
    if (s.len == 0)
        return (tw_str){to, 0};
    memcpy(to, s.ptr, s.len);
    cp = tw__utf8_next(s, &pos);
    /* as many bytes as the small letter */
    if (capital_of(cp) != cp)
        tw__utf8_put(to, capital_of(cp));
    return (tw_str){to, s.len};
}
