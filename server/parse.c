/* parse.c -- llhttp's callbacks, turned into one request at a time.
**
** llhttp runs strict, with no lenient flag.  What it lets pass and a careful
** server must not (two lengths, folded lines, a missing Host) is refused in
** parse_check.c.  Positions are kept as offsets, since the run may move.
*/
#include "parse.h"

#include "bytes.h"

#include <stdlib.h>
#include <string.h>

enum {
    PARSE_FIELDS_FIRST = 16
};

static int refuse(parser *p, int status, const char *problem)
{
    if (p->status == 0) {
        p->status = status;
        p->problem = problem;
    }
    return HPE_USER;
}

/* Lengthen `span` by bytes that must follow it directly. */
static bool extend(parser *p, parse_span *span, const char *at, size_t len)
{
    size_t offset = p->substitute ? p->fed : (size_t)(at - p->base);

    if (span->len == 0)
        span->at = offset;
    else if (span->at + span->len != offset)
        return false;
    span->len += len;
    return true;
}

static int on_url(llhttp_t *ll, const char *at, size_t len)
{
    parser *p = ll->data;

    if (!extend(p, &p->target, at, len))
        return refuse(p, 400, "The request target is broken");
    if (p->target.len > p->limits->max_target)
        return refuse(p, 414, "The request target is too long");
    return 0;
}

static int on_url_complete(llhttp_t *ll)
{
    parser *p = ll->data;

    p->target_done = true;
    return 0;
}

static bool grow_fields(parser *p)
{
    size_t cap = p->field_cap == 0 ? PARSE_FIELDS_FIRST : p->field_cap * 2;
    parse_field *fields = realloc(p->fields, cap * sizeof(*fields));
    tw_header *headers;

    if (fields == NULL)
        return false;
    p->fields = fields;
    headers = realloc(p->headers, cap * sizeof(*headers));
    if (headers == NULL)
        return false;
    p->headers = headers;
    p->field_cap = cap;
    return true;
}

/* Trailers are read and dropped; they count against a bound of their own. */
static int count_extra(parser *p,
                       size_t len,
                       size_t max,
                       int status,
                       const char *problem)
{
    p->extras_seen += len;
    return p->extras_seen > max ? refuse(p, status, problem) : 0;
}

static int count_head(parser *p, size_t len)
{
    p->head_seen += len;
    return p->head_seen > p->limits->max_header
               ? refuse(p, 431, "The request's header fields are too long")
               : 0;
}

static int on_field(llhttp_t *ll, const char *at, size_t len)
{
    parser *p = ll->data;

    if (p->head_len != 0)
        return count_extra(p, len, PARSE_TRAILERS_MAX, 431,
                           "The request's trailer fields are too long");
    if (!p->in_field) {
        if (p->field_count == p->limits->max_headers)
            return refuse(p, 431, "The request has too many header fields");
        if (p->field_count == p->field_cap && !grow_fields(p))
            return refuse(p, 503, "Out of memory");
        memset(&p->fields[p->field_count++], 0, sizeof(*p->fields));
        p->in_field = true;
    }
    if (!extend(p, &p->fields[p->field_count - 1].name, at, len))
        return refuse(p, 400, "A header field's name is broken");
    return count_head(p, len);
}

static int on_value(llhttp_t *ll, const char *at, size_t len)
{
    parser *p = ll->data;

    if (p->head_len != 0)
        return count_extra(p, len, PARSE_TRAILERS_MAX, 431,
                           "The request's trailer fields are too long");
    if (len == 0)
        return 0;
    if (p->field_count == 0 ||
        !extend(p, &p->fields[p->field_count - 1].value, at, len))
        return refuse(p, 400, "A header field is folded over two lines");
    return count_head(p, len);
}

static int on_value_complete(llhttp_t *ll)
{
    parser *p = ll->data;

    p->in_field = false;
    return 0;
}

static int on_headers_complete(llhttp_t *ll)
{
    parser *p = ll->data;
    const char *problem = NULL;
    int status;

    /* An Upgrade field is an offer that may be ignored: stay in HTTP/1.1. */
    ll->upgrade = 0;
    status = parse_check_head(p, &problem);
    if (status != 0) {
        (void)refuse(p, status, problem);
        return -1;
    }
    p->chunked = (ll->flags & F_CHUNKED) != 0;
    p->body.at = p->head_len;
    if (!p->chunked && ll->content_length > p->limits->max_body) {
        (void)refuse(p, 413, "The request body is too large");
        return -1;
    }
    return 0;
}

/* A chunked body is moved together, over the chunk sizes before it. */
static int on_body(llhttp_t *ll, const char *at, size_t len)
{
    parser *p = ll->data;

    if (len > p->limits->max_body - p->body.len)
        return refuse(p, 413, "The request body is too large");
    if (p->chunked)
        memmove(p->base + p->body.at + p->body.len, at, len);
    p->body.len += len;
    return 0;
}

static int on_chunk_header(llhttp_t *ll)
{
    parser *p = ll->data;

    if (ll->content_length > p->limits->max_body - p->body.len) {
        (void)refuse(p, 413, "The request body is too large");
        return -1;
    }
    return 0;
}

static int on_chunk_extension(llhttp_t *ll, const char *at, size_t len)
{
    (void)at;
    return count_extra(ll->data, len, PARSE_CHUNK_EXTENSIONS_MAX, 400,
                       "The chunk extensions are too long");
}

static int on_message_complete(llhttp_t *ll)
{
    parser *p = ll->data;

    p->complete = true;
    p->keep_alive = llhttp_should_keep_alive(ll) != 0;
    return HPE_PAUSED;
}

static const llhttp_settings_t settings = {
    .on_url = on_url,
    .on_url_complete = on_url_complete,
    .on_header_field = on_field,
    .on_header_value = on_value,
    .on_header_value_complete = on_value_complete,
    .on_headers_complete = on_headers_complete,
    .on_body = on_body,
    .on_chunk_header = on_chunk_header,
    .on_chunk_extension_name = on_chunk_extension,
    .on_chunk_extension_value = on_chunk_extension,
    .on_message_complete = on_message_complete,
};

void parse_init(parser *p, const parse_limits *limits)
{
    memset(p, 0, sizeof(*p));
    p->limits = limits;
    llhttp_init(&p->ll, HTTP_REQUEST, &settings);
    p->ll.data = p;
}

void parse_fini(parser *p)
{
    free(p->fields);
    free(p->headers);
    p->fields = NULL;
    p->headers = NULL;
    p->field_cap = 0;
}

void parse_next(parser *p)
{
    parser fresh;

    memset(&fresh, 0, sizeof(fresh));
    fresh.limits = p->limits;
    fresh.fields = p->fields;
    fresh.headers = p->headers;
    fresh.field_cap = p->field_cap;
    llhttp_init(&fresh.ll, HTTP_REQUEST, &settings);
    *p = fresh;
    p->ll.data = p;
}

/*
** The next byte above 0x7f in the rest of the request line, as an offset;
** `len` when there is none.
*/
static size_t find_high(const parser *p, size_t len)
{
    size_t i = p->fed;

    if (p->target.len > 0 && p->base[i - 1] == '\n')
        return len; /* a line without a version, over before this piece */
    while (i < len && p->target.len == 0 &&
           (p->base[i] == '\r' || p->base[i] == '\n'))
        i++; /* empty lines before the request */
    while (i < len && (unsigned char)p->base[i] < 0x80 && p->base[i] != '\n')
        i++;
    return i < len && p->base[i] == '\n' ? len : i;
}

/*
** Browsers encode a target, people with curl do not: bytes above 0x7f are let
** through, as the library judges them.  Strict llhttp would refuse them, so in
** the request line it is shown an 'x' in their place.
*/
static llhttp_errno_t feed_line(parser *p, size_t len)
{
    llhttp_errno_t e = HPE_OK;

    while (e == HPE_OK && !p->target_done && p->fed < len) {
        size_t high = find_high(p, len);

        if (high == len)
            break; /* nothing to hide in this line */
        e = llhttp_execute(&p->ll, p->base + p->fed, high - p->fed);
        if (e != HPE_OK)
            break;
        p->fed = high;
        if (p->target_done)
            break;
        p->substitute = true;
        e = llhttp_execute(&p->ll, "x", 1);
        p->substitute = false;
        if (e == HPE_OK)
            p->fed++;
    }
    return e;
}

static void explain(parser *p, llhttp_errno_t e)
{
    switch ((int)e) {
    case HPE_INVALID_METHOD:
        (void)refuse(p, 400, "The request line has no known method");
        break;
    case HPE_INVALID_URL:
        (void)refuse(p, 400,
                     "The request target holds a character that must be "
                     "percent-encoded");
        break;
    case HPE_INVALID_VERSION:
        (void)refuse(p, 400, "The request line has no known HTTP version");
        break;
    case HPE_PAUSED_H2_UPGRADE:
        (void)refuse(p, 505, "Only HTTP/1.0 and HTTP/1.1 are spoken here");
        break;
    case HPE_INVALID_HEADER_TOKEN:
        (void)refuse(p, 400, "A header field holds a forbidden character");
        break;
    case HPE_INVALID_CONTENT_LENGTH:
    case HPE_UNEXPECTED_CONTENT_LENGTH:
        (void)refuse(p, 400, "Content-Length is wrong");
        break;
    case HPE_INVALID_TRANSFER_ENCODING:
        (void)refuse(p, 400, "Transfer-Encoding is wrong");
        break;
    case HPE_INVALID_CHUNK_SIZE:
        (void)refuse(p, 400, "A chunk's size is wrong");
        break;
    default:
        (void)refuse(p, 400, "The request is not well-formed HTTP");
        break;
    }
}

/* A head that does not end is refused before it is complete. */
static bool head_fits(parser *p)
{
    if (p->head_len != 0 || p->fed <= p->target.len ||
        p->fed - p->target.len <= p->limits->max_header)
        return true;
    (void)refuse(p, 431, "The request's header fields are too long");
    return false;
}

/* llhttp takes a bare LF for the empty line after the last chunk. */
static parse_result finish(parser *p, size_t began)
{
    char before = p->last;

    p->fed = (size_t)(llhttp_get_error_pos(&p->ll) - p->base);
    if (p->fed >= began + 2)
        before = p->base[p->fed - 2];
    if (!p->chunked || before == '\r')
        return PARSE_DONE;
    (void)refuse(p, 400, "The chunked body must end with CR LF");
    return PARSE_REFUSED;
}

parse_result parse_feed(parser *p, char *base, size_t *len)
{
    llhttp_errno_t e = HPE_OK;
    size_t began = p->fed;

    if (p->status != 0)
        return PARSE_REFUSED;
    p->base = base;
    p->run_len = *len;
    if (!p->target_done)
        e = feed_line(p, *len);
    if (e == HPE_OK && p->fed < *len) {
        e = llhttp_execute(&p->ll, base + p->fed, *len - p->fed);
        p->fed = *len;
    }
    if (e == HPE_PAUSED && p->complete && p->status == 0)
        return finish(p, began);
    if (e != HPE_OK)
        explain(p, e);
    if (p->status != 0 || !head_fits(p))
        return PARSE_REFUSED;
    if (p->chunked && p->head_len != 0) {
        if (*len > began)
            p->last = base[*len - 1];
        *len = p->fed = p->body.at + p->body.len;
    }
    return PARSE_MORE;
}

static tw_str slice(const char *base, parse_span span)
{
    return (tw_str){base + span.at, span.len};
}

/* "http://host/path" -> "/path"; the check has seen that it is one. */
static tw_str origin_form(tw_str target)
{
    const char *at;

    if (target.len == 0 || target.ptr[0] == '/' || target.ptr[0] == '*')
        return target;
    at = memchr(target.ptr, ':', target.len);
    if (at == NULL || target.len - (size_t)(at - target.ptr) < 3)
        return TW_STR("/");
    target.len -= (size_t)(at + 3 - target.ptr);
    target.ptr = at + 3;
    at = memchr(target.ptr, '/', target.len);
    if (at == NULL)
        return TW_STR("/");
    return (tw_str){at, target.len - (size_t)(at - target.ptr)};
}

/* Whether "gzip" or "*" is in an Accept-Encoding list, and not with q=0. */
static bool accepts_gzip(tw_str list)
{
    tw_str item;
    bool any = false;

    while (str_next_item(&list, &item)) {
        const char *semicolon = memchr(item.ptr, ';', item.len);
        tw_str name = item;
        bool wanted = true;

        if (semicolon != NULL) {
            tw_str q = {semicolon + 1, 0};

            name.len = (size_t)(semicolon - item.ptr);
            q.len = item.len - name.len - 1;
            q = str_trim(q);
            wanted = !(str_is(q, "q=0") || str_is(q, "q=0.0") ||
                       str_is(q, "q=0.00") || str_is(q, "q=0.000"));
            name = str_trim(name);
        }
        if (str_is(name, "gzip") || str_is(name, "x-gzip"))
            return wanted;
        if (str_is(name, "*"))
            any = wanted;
    }
    return any;
}

void parse_message(parser *p, const char *base, message *out)
{
    memset(out, 0, sizeof(*out));
    out->method = tw_str_of(llhttp_method_name((llhttp_method_t)p->ll.method));
    out->target = origin_form(slice(base, p->target));
    out->body = slice(base, p->body);
    out->headers = p->headers;
    out->header_count = p->field_count;
    out->keep_alive = p->keep_alive;
    out->is_head = p->ll.method == HTTP_HEAD;
    out->http_1_0 = p->ll.http_minor == 0;
    for (size_t i = 0; i < p->field_count; i++) {
        tw_header *h = &p->headers[i];

        h->name = slice(base, p->fields[i].name);
        h->value = str_trim(slice(base, p->fields[i].value));
        if (h->name.len == 13 && str_is(h->name, "if-none-match"))
            out->if_none_match = h->value;
        else if (h->name.len == 15 && str_is(h->name, "accept-encoding"))
            out->accepts_gzip = accepts_gzip(h->value);
    }
}
