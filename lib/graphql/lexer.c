/* lexer.c -- cuts a document into tokens: punctuation, names, numbers, strings
** and block strings.  Checks all that can be wrong inside one token. */
#include "graphql/lexer.h"

#include "base/str.h"
#include "base/utf8.h"

#include <stdio.h>

static const char *const names[] = {
    [TW_GQL_TOKEN_EOF] = "<EOF>",
    [TW_GQL_TOKEN_BANG] = "\"!\"",
    [TW_GQL_TOKEN_DOLLAR] = "\"$\"",
    [TW_GQL_TOKEN_AMP] = "\"&\"",
    [TW_GQL_TOKEN_PAREN_L] = "\"(\"",
    [TW_GQL_TOKEN_PAREN_R] = "\")\"",
    [TW_GQL_TOKEN_SPREAD] = "\"...\"",
    [TW_GQL_TOKEN_COLON] = "\":\"",
    [TW_GQL_TOKEN_EQUALS] = "\"=\"",
    [TW_GQL_TOKEN_AT] = "\"@\"",
    [TW_GQL_TOKEN_BRACKET_L] = "\"[\"",
    [TW_GQL_TOKEN_BRACKET_R] = "\"]\"",
    [TW_GQL_TOKEN_BRACE_L] = "\"{\"",
    [TW_GQL_TOKEN_PIPE] = "\"|\"",
    [TW_GQL_TOKEN_BRACE_R] = "\"}\"",
    [TW_GQL_TOKEN_NAME] = "Name",
    [TW_GQL_TOKEN_INT] = "Int",
    [TW_GQL_TOKEN_FLOAT] = "Float",
    [TW_GQL_TOKEN_STRING] = "String",
    [TW_GQL_TOKEN_BLOCK_STRING] = "BlockString",
};

/* The byte at `at`, or 0 behind the end (where a NUL byte is refused too). */
static char at_byte(const tw_gql_lexer *l, size_t at)
{
    if (at >= l->source.len)
        return '\0';
    return l->source.ptr[at];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The character at `at` as a message shows it, into `to`. */
static const char *show(const tw_gql_lexer *l, size_t at, char to[16])
{
    tw_str rest;
    size_t pos = at;
    uint32_t cp;

    if (at >= l->source.len)
        return "<EOF>";
    rest = (tw_str){l->source.ptr + at, l->source.len - at};
    cp = tw__utf8_length(rest) > 0 ? tw__utf8_next(l->source, &pos)
                                   : (uint32_t)(unsigned char)rest.ptr[0];
    if (cp == '"')
        return "'\"'";
    if (cp >= 0x20 && cp <= 0x7e)
        (void)snprintf(to, 16, "\"%c\"", (char)cp);
    else
        (void)snprintf(to, 16, "U+%04X", (unsigned)cp);
    return to;
}

static bool refuse(tw_gql_lexer *l, size_t at, const char *what)
{
    l->wrong_at = (uint32_t)at;
    (void)snprintf(l->wrong, sizeof(l->wrong), "%s", what);
    return false;
}

/* `what` holds one %s for the character at `at`. */
static bool refuse_character(tw_gql_lexer *l, size_t at, const char *what)
{
    char shown[16];

    l->wrong_at = (uint32_t)at;
    (void)snprintf(l->wrong, sizeof(l->wrong), "%s %s.", what,
                   show(l, at, shown));
    return false;
}

/* From `at` on `units` UTF-16 units of the source stand in quotes behind `what`.
*/
static bool refuse_escape(tw_gql_lexer *l,
                          size_t at,
                          size_t units,
                          const char *what)
{
    tw_str rest = tw__str_sub(l->source, at, l->source.len);
    size_t len = 0;

    while (units > 0 && len < rest.len) {
        size_t n = tw__utf8_length(tw__str_sub(rest, len, rest.len));

        units -= n == 4 && units > 1 ? 2 : 1;
        len += n > 0 ? n : 1;
    }
    l->wrong_at = (uint32_t)at;
    (void)snprintf(l->wrong, sizeof(l->wrong), "%s: \"%.*s\".", what, (int)len,
                   rest.ptr);
    return false;
}

static bool done(tw_gql_lexer *l,
                 tw_gql_token_kind kind,
                 size_t start,
                 size_t end)
{
    l->token.kind = kind;
    l->token.start = (uint32_t)start;
    l->token.end = (uint32_t)end;
    return true;
}

static bool digits(tw_gql_lexer *l, size_t *at)
{
    if (!is_digit(at_byte(l, *at)))
        return refuse_character(l, *at,
                                "Invalid number, expected digit but got:");
    while (is_digit(at_byte(l, *at)))
        ++*at;
    return true;
}

static bool number(tw_gql_lexer *l, size_t start)
{
    tw_gql_token_kind kind = TW_GQL_TOKEN_INT;
    size_t at = start;
    char c;

    if (at_byte(l, at) == '-')
        at++;
    if (at_byte(l, at) == '0') {
        at++;
        if (is_digit(at_byte(l, at)))
            return refuse_character(
                l, at, "Invalid number, unexpected digit after 0:");
    } else if (!digits(l, &at)) {
        return false;
    }
    if (at_byte(l, at) == '.') {
        kind = TW_GQL_TOKEN_FLOAT;
        at++;
        if (!digits(l, &at))
            return false;
    }
    if (at_byte(l, at) == 'e' || at_byte(l, at) == 'E') {
        kind = TW_GQL_TOKEN_FLOAT;
        at++;
        if (at_byte(l, at) == '+' || at_byte(l, at) == '-')
            at++;
        if (!digits(l, &at))
            return false;
    }
    c = at_byte(l, at);
    if (c == '.' || is_name_start(c))
        return refuse_character(l, at,
                                "Invalid number, expected digit but got:");
    return done(l, kind, start, at);
}

int32_t tw__gql_hex(tw_str s, size_t at, size_t digit_count)
{
    int32_t v = 0;

    if (at > s.len || s.len - at < digit_count)
        return -1;
    for (size_t i = at; i < at + digit_count; i++) {
        char c = s.ptr[i];

        if (is_digit(c))
            v = v * 16 + (c - '0');
        else if (c >= 'a' && c <= 'f')
            v = v * 16 + (c - 'a' + 10);
        else if (c >= 'A' && c <= 'F')
            v = v * 16 + (c - 'A' + 10);
        else
            return -1;
    }
    return v;
}

static bool is_surrogate(int32_t unit)
{
    return unit >= 0xd800 && unit <= 0xdfff;
}

/* At "\u{": one to eight hexadecimal digits that are a character. */
static bool braced_escape(tw_gql_lexer *l, size_t *at)
{
    size_t size = 3;
    int64_t cp = 0;

    while (size < 12) {
        char c = at_byte(l, *at + size++);
        int32_t digit = tw__gql_hex(l->source, *at + size - 1, 1);

        if (c == '}') {
            if (size < 5 || cp > 0x10ffff || is_surrogate((int32_t)cp))
                break;
            *at += size;
            return true;
        }
        cp = cp * 16 + digit;
        if (digit < 0 || cp > INT32_MAX)
            break;
    }
    return refuse_escape(l, *at, size, "Invalid Unicode escape sequence");
}

/* At "\u": four digits, or two such that make a surrogate pair. */
static bool fixed_escape(tw_gql_lexer *l, size_t *at)
{
    int32_t unit = tw__gql_hex(l->source, *at + 2, 4), low;

    if (unit >= 0 && !is_surrogate(unit)) {
        *at += 6;
        return true;
    }
    if (unit >= 0xd800 && unit <= 0xdbff && at_byte(l, *at + 6) == '\\' &&
        at_byte(l, *at + 7) == 'u') {
        low = tw__gql_hex(l->source, *at + 8, 4);
        if (low >= 0xdc00 && low <= 0xdfff) {
            *at += 12;
            return true;
        }
    }
    return refuse_escape(l, *at, 6, "Invalid Unicode escape sequence");
}

static bool escape(tw_gql_lexer *l, size_t *at)
{
    switch (at_byte(l, *at + 1)) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        *at += 2;
        return true;
    case 'u':
        return at_byte(l, *at + 2) == '{' ? braced_escape(l, at)
                                          : fixed_escape(l, at);
    default:
        return refuse_escape(l, *at, 2, "Invalid character escape sequence");
    }
}

/* At the opening quote. */
static bool string(tw_gql_lexer *l, size_t start)
{
    size_t at = start + 1;

    while (at < l->source.len) {
        char c = l->source.ptr[at];

        if (c == '"')
            return done(l, TW_GQL_TOKEN_STRING, start, at + 1);
        if (c == '\n' || c == '\r')
            break;
        if (c != '\\') {
            at++;
        } else {
            l->token.escaped = true;
            if (!escape(l, &at))
                return false;
        }
    }
    return refuse(l, at, "Unterminated string.");
}

static bool three_quotes(const tw_gql_lexer *l, size_t at)
{
    return at_byte(l, at) == '"' && at_byte(l, at + 1) == '"' &&
           at_byte(l, at + 2) == '"';
}

/* At the three opening quotes. */
static bool block_string(tw_gql_lexer *l, size_t start)
{
    size_t at = start + 3;

    while (at < l->source.len) {
        char c = l->source.ptr[at];

        if (c == '"' && three_quotes(l, at))
            return done(l, TW_GQL_TOKEN_BLOCK_STRING, start, at + 3);
        if (c == '\\' && three_quotes(l, at + 1)) {
            l->token.escaped = true;
            at += 4;
        } else {
            at++;
        }
    }
    return refuse(l, at, "Unterminated string.");
}

/* White space, line ends, commas, comments, byte order marks. */
static size_t skip_ignored(const tw_gql_lexer *l, size_t at)
{
    tw_str s = l->source;

    for (; at < s.len; at++) {
        switch (s.ptr[at]) {
        case ' ':
        case '\t':
        case '\n':
        case '\r':
        case ',':
            break;
        case '#':
            while (at + 1 < s.len && s.ptr[at + 1] != '\n' &&
                   s.ptr[at + 1] != '\r')
                at++;
            break;
        case '\xef':
            if (s.len - at < 3 || memcmp(s.ptr + at, "\xef\xbb\xbf", 3) != 0)
                return at;
            at += 2;
            break;
        default:
            return at;
        }
    }
    return at;
}

static tw_gql_token_kind punctuator(char c)
{
    static const char signs[] = "!$&()?:=@[]{|}";
    const char *found = c == '\0' || c == '?' ? NULL : strchr(signs, c);

    return found == NULL
               ? TW_GQL_TOKEN_EOF
               : (tw_gql_token_kind)(TW_GQL_TOKEN_BANG + (int)(found - signs));
}

bool tw__gql_lex(tw_gql_lexer *l)
{
    size_t at = skip_ignored(l, l->token.end), start = at;
    char c = at_byte(l, at);
    tw_gql_token_kind sign = punctuator(c);

    l->token.escaped = false;
    if (at >= l->source.len)
        return done(l, TW_GQL_TOKEN_EOF, at, at);
    if (sign != TW_GQL_TOKEN_EOF)
        return done(l, sign, at, at + 1);
    if (is_name_start(c)) {
        while (is_name_start(at_byte(l, at)) || is_digit(at_byte(l, at)))
            at++;
        return done(l, TW_GQL_TOKEN_NAME, start, at);
    }
    if (c == '"')
        return three_quotes(l, at) ? block_string(l, at) : string(l, at);
    if (is_digit(c) || c == '-')
        return number(l, at);
    if (c == '.' && at_byte(l, at + 1) == '.' && at_byte(l, at + 2) == '.')
        return done(l, TW_GQL_TOKEN_SPREAD, at, at + 3);
    if (c == '\'')
        return refuse(l, at,
                      "Unexpected single quote character ('), did you mean to "
                      "use a double quote (\")?");
    return refuse_character(l, at, "Unexpected character:");
}

void tw__gql_lexer_init(tw_gql_lexer *l, tw_str source)
{
    memset(l, 0, sizeof(*l));
    l->source = source;
}

const char *tw__gql_token_name(tw_gql_token_kind kind)
{
    return names[kind];
}
