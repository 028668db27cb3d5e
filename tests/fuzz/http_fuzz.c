/* http_fuzz.c -- the same bytes give the same requests, however they are split.
**
** The stream is parsed whole, byte by byte and in pieces of random size, each
** time from a block of exactly its size that moves between the pieces, so that
** an offset kept wrongly or a look past the end shows.  And a body gives the
** same request whether it comes with its length or in chunks.
*/
#include "bytes.h"
#include "parse.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_MAX = 64
};

static const parse_limits limits = {256, 768, 12, 2048};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Everything that a stream of requests came to. */
typedef struct outcome {
    bytes log;
    bool refused;
} outcome;

static void note(bytes *log, const char *tag, tw_str s)
{
    bytes_put_text(log, tag);
    bytes_put_number(log, s.len);
    bytes_put(log, ":", 1);
    bytes_put_str(log, s);
}

static void note_request(outcome *o, const message *m)
{
    assert(m->target.len > 0);
    assert(m->target.ptr[0] == '/' || m->target.ptr[0] == '*');
    assert(m->target.len <= limits.max_target);
    assert(m->body.len <= limits.max_body);
    assert(m->header_count <= limits.max_headers);
    note(&o->log, "\nmethod ", m->method);
    note(&o->log, " target ", m->target);
    for (size_t i = 0; i < m->header_count; i++) {
        note(&o->log, " name ", m->headers[i].name);
        note(&o->log, " value ", m->headers[i].value);
    }
    note(&o->log, " body ", m->body);
    bytes_put_number(&o->log, m->keep_alive);
    bytes_put_number(&o->log, m->accepts_gzip);
}

/* A small generator: the pieces depend on the input alone. */
static size_t next_piece(uint32_t *seed, size_t max)
{
    *seed = *seed * 1664525u + 1013904223u;
    return 1 + (size_t)(*seed >> 16) % max;
}

/*
** Parse all that is in the run, and cut the requests off its front.  Returns
** what is left, in a block of its own.
*/
static char *consume(parser *p, char *run, size_t *len, outcome *o)
{
    size_t start = 0;
    char *rest;

    while (!o->refused) {
        size_t left = *len - start;
        parse_result r = parse_feed(p, run + start, &left);
        message m;

        if (r == PARSE_MORE) {
            *len = start + left;
            break;
        }
        o->refused = r == PARSE_REFUSED;
        if (o->refused)
            break;
        parse_message(p, run + start, &m);
        note_request(o, &m);
        start += p->fed;
        parse_next(p);
        if (start == *len)
            break;
    }
    *len -= start;
    rest = malloc(*len);
    if (*len > 0)
        memcpy(rest, run + start, *len);
    free(run);
    return rest;
}

/* `piece_max` 0: all at once. */
static outcome parse_in_pieces(const char *at,
                               size_t size,
                               size_t piece_max,
                               uint32_t seed)
{
    outcome o;
    parser p;
    char *run = NULL;
    size_t len = 0;

    memset(&o, 0, sizeof(o));
    parse_init(&p, &limits);
    while (size > 0 && !o.refused) {
        size_t n = piece_max == 0 ? size : next_piece(&seed, piece_max);

        n = n < size ? n : size;
        run = realloc(run, len + n);
        memcpy(run + len, at, n);
        len += n;
        at += n;
        size -= n;
        run = consume(&p, run, &len, &o);
    }
    free(run);
    parse_fini(&p);
    return o;
}

static void must_agree(outcome *a, outcome *b)
{
    assert(a->refused == b->refused);
    assert(a->log.len == b->log.len);
    assert(a->log.len == 0 || memcmp(a->log.ptr, b->log.ptr, a->log.len) == 0);
    bytes_fini(&b->log);
}

static void check_splits(const char *at, size_t size, uint32_t seed)
{
    outcome whole = parse_in_pieces(at, size, 0, seed);
    outcome other;

    other = parse_in_pieces(at, size, 1, seed);
    must_agree(&whole, &other);
    other = parse_in_pieces(at, size, 7, seed);
    must_agree(&whole, &other);
    other = parse_in_pieces(at, size, 200, seed);
    must_agree(&whole, &other);
    bytes_fini(&whole.log);
}

static void put_chunks(bytes *to, const char *at, size_t size, uint32_t seed)
{
    static const char hex[] = "0123456789abcdef";

    while (size > 0) {
        size_t n = next_piece(&seed, CHUNK_MAX);

        n = n < size ? n : size;
        bytes_put(to, &hex[n >> 4], 1);
        bytes_put(to, &hex[n & 15], 1);
        bytes_put_text(to, "\r\n");
        bytes_put(to, at, n);
        bytes_put_text(to, "\r\n");
        at += n;
        size -= n;
    }
    bytes_put_text(to, "0\r\n\r\n");
}

/* The body that a parsed request has; the same for both ways to send it. */
static void check_body(const char *at, size_t size, uint32_t seed)
{
    static const char head[] = "POST /a HTTP/1.1\r\nHost: h\r\n";
    bytes with_length = {NULL, 0, 0, false};
    bytes in_chunks = {NULL, 0, 0, false};
    bytes *streams[] = {&with_length, &in_chunks};

    if (size > limits.max_body)
        size = limits.max_body;
    bytes_put_text(&with_length, head);
    bytes_put_text(&with_length, "Content-Length: ");
    bytes_put_number(&with_length, size);
    bytes_put_text(&with_length, "\r\n\r\n");
    bytes_put(&with_length, at, size);
    bytes_put_text(&in_chunks, head);
    bytes_put_text(&in_chunks, "Transfer-Encoding: chunked\r\n\r\n");
    put_chunks(&in_chunks, at, size, seed);
    for (int i = 0; i < 2; i++) {
        parser p;
        message m;
        size_t len = streams[i]->len;

        parse_init(&p, &limits);
        assert(parse_feed(&p, streams[i]->ptr, &len) == PARSE_DONE);
        assert(p.fed == len);
        parse_message(&p, streams[i]->ptr, &m);
        assert(m.body.len == size);
        assert(size == 0 || memcmp(m.body.ptr, at, size) == 0);
        parse_fini(&p);
        bytes_fini(streams[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    uint32_t seed = 0;
    char *copy;

    for (size_t i = 0; i < size && i < 16; i++)
        seed = seed * 31 + data[i];
    copy = malloc(size + 1);
    if (copy == NULL)
        return 0;
    memcpy(copy, data, size);
    check_splits(copy, size, seed);
    check_body(copy, size, seed);
    free(copy);
    return 0;
}
