/* url.c -- reading a web address the way browsers do (the WHATWG rules for
** http and https), as far as links in records need it. */
#include "model/types/url.h"

#include "base/fold.h"
#include "model/types/punycode.h"

typedef struct url {
    bool https;
    tw_buf host;                  /* lower case, ASCII */
    int32_t port;                 /* -1: none, or the scheme's own */
    tw_str path, query, fragment; /* as given; query and fragment with their
                                  ** mark; absent: none */
} url;

static bool has_scheme(tw_str s, size_t *after)
{
    static const char *const schemes[] = {"http://", "https://", "HTTP://",
                                          "HTTPS://"};

    for (int i = 0; i < 4; i++) {
        tw_str scheme = tw_str_of(schemes[i]);
        if (tw__str_starts(s, scheme)) {
            *after = scheme.len;
            return true;
        }
    }
    return false;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Percent escapes decoded, case folded, labels with other letters in the form
** that the name system knows. */
static bool read_host(url *u, const tw_alloc *a, tw_str s)
{
    tw_buf raw, folded;
    bool good;

    tw__buf_init(&raw, a);
    tw__buf_init(&folded, a);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '%' && i + 2 < s.len && hex(s.ptr[i + 1]) >= 0 &&
            hex(s.ptr[i + 2]) >= 0) {
            tw__buf_char(&raw,
                         (char)(hex(s.ptr[i + 1]) * 16 + hex(s.ptr[i + 2])));
            i += 2;
        } else {
            tw__buf_char(&raw, s.ptr[i]);
        }
    }
    tw__fold_case(&folded, tw__buf_view(&raw));
    good = tw__punycode_host(&u->host, tw__buf_view(&folded));
    u->host.failed = u->host.failed || raw.failed || folded.failed;
    tw__buf_fini(&raw);
    tw__buf_fini(&folded);
    return good && !u->host.failed && u->host.len > 0;
}

static bool read_port(url *u, tw_str s)
{
    int32_t port = 0;

    u->port = -1;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        port = port * 10 + (s.ptr[i] - '0');
        if (port > 65535)
            return false;
    }
    if (s.len > 0 && port != (u->https ? 443 : 80))
        u->port = port;
    return true;
}

/* `s` begins behind "://". */
static bool read_url(url *u, const tw_alloc *a, tw_str s)
{
    size_t end = 0, at = 0, colon;
    tw_str host;

    while (end < s.len && strchr("/\\?#", s.ptr[end]) == NULL)
        end++;
    for (size_t i = 0; i < end; i++)
        if (s.ptr[i] == '@')
            at = i + 1; /* user-info goes up to the last one */
    colon = tw__str_find(s, at, ':');
    if (colon > end)
        colon = end;
    host = tw__str_sub(s, at, colon);
    if (host.len > 253 * 4 || !read_host(u, a, host) ||
        !read_port(u,
                   colon < end ? tw__str_sub(s, colon + 1, end) : TW_STR("")))
        return false;
    s = tw__str_sub(s, end, s.len);
    at = tw__str_find(s, 0, '#');
    u->fragment = at < s.len ? tw__str_sub(s, at, s.len) : TW_NO_STR;
    s.len = at;
    at = tw__str_find(s, 0, '?');
    u->query = at < s.len ? tw__str_sub(s, at, s.len) : TW_NO_STR;
    s.len = at;
    u->path = s;
    return true;
}

/* localhost, four numbers, or labels of letters, digits and hyphens with at
** least one dot that do not end in a number. */
static bool good_host(tw_str h)
{
    size_t dots = 0, label = 0;
    bool digits = true; /* of the last label */

    if (tw__str_is(h, "localhost"))
        return true;
    if (h.len > 1 && h.ptr[h.len - 1] == '.')
        h.len--; /* the root */
    for (size_t i = 0; i < h.len; i++) {
        char c = h.ptr[i];

        if (c == '.') {
            if (label == 0)
                return false;
            dots++;
            label = 0;
            digits = true;
            continue;
        }
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
        if (c < '0' || c > '9')
            digits = false;
        label++;
    }
    if (label == 0 || dots == 0)
        return false;
    if (!digits)
        return true;
    for (size_t i = 0, value = 0; i < h.len; i++) { /* four bytes, then */
        if (h.ptr[i] == '.')
            value = 0;
        else if (h.ptr[i] < '0' || h.ptr[i] > '9' ||
                 (value = value * 10 + (size_t)(h.ptr[i] - '0')) > 255)
            return false;
    }
    return dots == 3;
}

/* Browsers drop line breaks and tabs anywhere before they read.  .ptr NULL:
** op->error is set. */
static tw_str without_breaks(tw_op *op, tw_str s)
{
    size_t len = 0;
    char *to;

    s = tw__str_trim(s);
    while (len < s.len && strchr("\t\n\r", s.ptr[len]) == NULL)
        len++;
    if (len == s.len)
        return s;
    to = tw__op_get(op, s.len);
    if (to == NULL)
        return TW_NO_STR;
    len = 0;
    for (size_t i = 0; i < s.len; i++)
        if (strchr("\t\n\r", s.ptr[i]) == NULL)
            to[len++] = s.ptr[i];
    return (tw_str){to, len};
}

bool tw__url_acceptable(tw_op *op, tw_str s)
{
    size_t after = 0;
    url u = {.https = true};
    bool good;

    s = without_breaks(op, s);
    if (s.ptr == NULL)
        return false;
    (void)has_scheme(s, &after);
    tw__buf_init(&u.host, op->alloc);
    good = read_url(&u, op->alloc, tw__str_sub(s, after, s.len)) &&
           good_host(tw__buf_view(&u.host));
    if (u.host.failed)
        (void)tw__fail_nomem(op);
    tw__buf_fini(&u.host);
    return good;
}

/* Append `s`, with what may not stand in that component escaped. */
static void put_escaped(tw_buf *b, tw_str s, const char *escape)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c <= ' ' || c >= 0x7F || strchr(escape, c) != NULL) {
            tw__buf_char(b, '%');
            tw__buf_char(b, digits[c >> 4]);
            tw__buf_char(b, digits[c & 15]);
        } else {
            tw__buf_char(b, (char)c);
        }
    }
}

/* "." is 1, ".." is 2, anything else 0; a dot may be written %2e. */
static int dots(tw_str segment)
{
    int n = 0;

    for (size_t i = 0; i < segment.len; n++) {
        if (segment.ptr[i] == '.')
            i++;
        else if (i + 2 < segment.len && segment.ptr[i] == '%' &&
                 segment.ptr[i + 1] == '2' &&
                 (segment.ptr[i + 2] == 'e' || segment.ptr[i + 2] == 'E'))
            i += 3;
        else
            return 0;
    }
    return n <= 2 ? n : 0;
}

/* Segment by segment: "." goes, ".." takes the one before with it. */
static void put_path(tw_buf *b, tw_str path)
{
    size_t root = b->len, i = 0;

    while (i < path.len) {
        size_t end = ++i; /* behind the slash */
        bool last;
        int n;

        while (end < path.len && path.ptr[end] != '/' && path.ptr[end] != '\\')
            end++;
        last = end == path.len;
        n = dots(tw__str_sub(path, i, end));
        if (n == 2) {
            while (b->len > root && b->ptr[b->len - 1] != '/')
                tw__buf_cut(b, b->len - 1);
            if (b->len > root)
                tw__buf_cut(b, b->len - 1);
        }
        if (n == 0 || last) {
            tw__buf_char(b, '/');
            if (n == 0)
                put_escaped(b, tw__str_sub(path, i, end), "\"#<>?`{}^");
        }
        i = end;
    }
    if (path.len == 0)
        tw__buf_char(b, '/');
}

static tw_str print(tw_op *op, const url *u)
{
    tw_str out;
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__buf_text(&b, u->https ? "https://" : "http://");
    tw__buf_str(&b, tw__buf_view(&u->host));
    if (u->port >= 0)
        tw__buf_printf(&b, ":%d", (int)u->port);
    put_path(&b, u->path);
    if (u->query.len > 1)
        put_escaped(&b, u->query, "\"#<>'");
    if (u->fragment.len > 1)
        put_escaped(&b, u->fragment, "\"<>`");
    if (b.len > 0 && b.ptr[b.len - 1] == '/')
        tw__buf_cut(&b, b.len - 1);
    out = tw__op_take(op, &b);
    tw__buf_fini(&b);
    return out;
}

tw_str tw__url_normal(tw_op *op, tw_str s)
{
    size_t after;
    tw_str out;
    url u;

    s = without_breaks(op, s);
    if (s.ptr == NULL || !has_scheme(s, &after))
        return s;
    u.https = s.ptr[4] == 's' || s.ptr[4] == 'S';
    tw__buf_init(&u.host, op->alloc);
    if (read_url(&u, op->alloc, tw__str_sub(s, after, s.len)))
        out = print(op, &u);
    else
        out = u.host.failed ? TW_NO_STR : s;
    if (u.host.failed)
        (void)tw__fail_nomem(op);
    tw__buf_fini(&u.host);
    return out;
}
