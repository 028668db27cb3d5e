/* parse_check.c -- is this head beyond doubt?
**
** Two servers in a row that disagree on where a request ends can be talked
** into serving one that neither of them checked.  So a head that could be read
** in two ways is refused, whatever the parser would make of it.
*/
#include "bytes.h"
#include "parse.h"

#include <string.h>

/* What the fields that decide about framing said. */
typedef struct framing {
    int hosts, lengths, codings;
    bool chunked;
} framing;

static bool is_token_char(unsigned char c)
{
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
        (c >= 'A' && c <= 'Z'))
        return true;
    return c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

static bool is_token(tw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (!is_token_char((unsigned char)s.ptr[i]))
            return false;
    }
    return s.len > 0;
}

static bool is_text(tw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static bool is_number(tw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
    }
    return s.len > 0;
}

static bool is_host(tw_str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (!is_token_char(c) && strchr(":[]();,=", c) == NULL)
            return false;
    }
    return true;
}

/* "METHOD target HTTP/1.x": one space each, whatever llhttp lets pass. */
static bool check_request_line(const parser *p, size_t at)
{
    const char *method = llhttp_method_name((llhttp_method_t)p->ll.method);
    size_t end = p->target.at + p->target.len;

    return p->target.at == at + strlen(method) + 1 && p->run_len > end + 1 &&
           p->base[end] == ' ' && p->base[end + 1] == 'H';
}

/*
** Walk the lines of the head: each ends with CR LF, none begins with a blank.
** Sets head_len to just after the empty line.
*/
static bool check_lines(parser *p)
{
    const char *base = p->base;
    size_t at = 0;

    while (p->run_len - at > 2 && base[at] == '\r' && base[at + 1] == '\n')
        at += 2; /* empty lines before a request are allowed */
    if (!check_request_line(p, at))
        return false;
    for (;;) {
        const char *end = memchr(base + at, '\n', p->run_len - at);
        size_t len;

        if (end == NULL || end == base || end[-1] != '\r')
            return false;
        len = (size_t)(end - base) - at - 1;
        if (len == 0)
            break;
        if (base[at] == ' ' || base[at] == '\t')
            return false;
        at = (size_t)(end - base) + 1;
    }
    p->head_len = at + 2;
    return true;
}

/* "http://host" and perhaps a path; what origin_form() then takes apart. */
static bool is_absolute(tw_str t)
{
    const char *colon = memchr(t.ptr, ':', t.len);
    tw_str scheme = {t.ptr, 0};

    if (colon == NULL)
        return false;
    scheme.len = (size_t)(colon - t.ptr);
    if (!str_is(scheme, "http") && !str_is(scheme, "https"))
        return false;
    t.len -= scheme.len;
    t.ptr = colon;
    if (t.len < 4 || memcmp(t.ptr, "://", 3) != 0 || t.ptr[3] == '/')
        return false;
    for (size_t i = 3; i < t.len && t.ptr[i] != '/'; i++) {
        if (t.ptr[i] == '?')
            return false; /* a query, and no path */
    }
    return true;
}

static int check_target(const parser *p, const char **problem)
{
    tw_str t = {p->base + p->target.at, p->target.len};

    if (p->ll.method == HTTP_CONNECT || p->ll.method == HTTP_TRACE) {
        *problem = "CONNECT and TRACE are not answered here";
        return 405;
    }
    *problem = "The request target must be a path";
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];

        if (c <= 0x20 || c == 0x7f || c == '#')
            return 400;
    }
    if (t.len == 0)
        return 400;
    if (t.ptr[0] == '/')
        return 0;
    if (t.ptr[0] == '*')
        return t.len == 1 && p->ll.method == HTTP_OPTIONS ? 0 : 400;
    return is_absolute(t) ? 0 : 400;
}

static int check_framing_field(framing *f,
                               tw_str name,
                               tw_str value,
                               const char **problem)
{
    if (name.len == 4 && str_is(name, "host")) {
        f->hosts++;
        *problem = "The Host field is wrong";
        return is_host(value) ? 0 : 400;
    }
    if (name.len == 14 && str_is(name, "content-length")) {
        f->lengths++;
        *problem = "Content-Length is wrong";
        return is_number(value) ? 0 : 400;
    }
    if (name.len == 17 && str_is(name, "transfer-encoding")) {
        f->codings++;
        f->chunked = str_is(value, "chunked");
        *problem = "The only Transfer-Encoding known here is chunked";
        return f->chunked ? 0 : 400;
    }
    return 0;
}

static int check_fields(parser *p, framing *f, const char **problem)
{
    for (size_t i = 0; i < p->field_count; i++) {
        const parse_field *field = &p->fields[i];
        tw_str name = {p->base + field->name.at, field->name.len};
        tw_str value = {p->base + field->value.at, field->value.len};
        int status;

        *problem = "A header field's name holds a forbidden character";
        if (!is_token(name))
            return 400;
        *problem = "A header field's value holds a forbidden character";
        if (!is_text(value))
            return 400;
        value = str_trim(value);
        status = check_framing_field(f, name, value, problem);
        if (status != 0)
            return status;
        if (name.len == 6 && str_is(name, "expect") && p->ll.http_minor != 0) {
            *problem = "The only expectation known here is 100-continue";
            if (!str_is(value, "100-continue"))
                return 417;
            p->expects_continue = true;
        }
    }
    return 0;
}

static int check_framing(const parser *p,
                         const framing *f,
                         const char **problem)
{
    *problem = "Content-Length is given twice";
    if (f->lengths > 1)
        return 400;
    *problem = "Transfer-Encoding is given twice";
    if (f->codings > 1)
        return 400;
    *problem = "Content-Length and Transfer-Encoding exclude each other";
    if (f->lengths != 0 && f->codings != 0)
        return 400;
    *problem = "HTTP/1.0 has no Transfer-Encoding";
    if (p->ll.http_minor == 0 && f->codings != 0)
        return 400;
    *problem = "The Host field is given twice";
    if (f->hosts > 1)
        return 400;
    *problem = "The Host field is missing";
    if (p->ll.http_minor != 0 && f->hosts == 0)
        return 400;
    /* llhttp and we must have read the same thing. */
    *problem = "Transfer-Encoding is wrong";
    if (((p->ll.flags & F_CHUNKED) != 0) != f->chunked)
        return 400;
    return 0;
}

int parse_check_head(parser *p, const char **problem)
{
    framing f = {0, 0, 0, false};
    int status;

    *problem = "The request line has no known HTTP version";
    if (p->ll.http_major == 0)
        return 400;
    *problem = "Only HTTP/1.0 and HTTP/1.1 are spoken here";
    if (p->ll.http_major != 1 || p->ll.http_minor > 1)
        return 505;
    *problem = "The lines of the head are not as HTTP/1.1 wants them";
    if (!check_lines(p))
        return 400;
    *problem = "The request's header fields are too long";
    if (p->head_len - p->target.len > p->limits->max_header)
        return 431;
    status = check_target(p, problem);
    if (status == 0)
        status = check_fields(p, &f, problem);
    if (status == 0)
        status = check_framing(p, &f, problem);
    return status;
}
