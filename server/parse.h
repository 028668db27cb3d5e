/* parse.h -- bytes in, requests out; knows no socket.
**
** The bytes of one message stand in one run of memory, from its first byte on.
** The caller appends what arrives and calls parse_feed(); the memory may move
** between two calls.  So the same bytes give the same requests however they
** are split, and a request's slices point into the run without a copy.
*/
#ifndef SERVER_PARSE_H
#define SERVER_PARSE_H

#include <twentyapi.h>

#include <llhttp.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bounds on a request; the names are those of the options. */
typedef struct parse_limits {
    size_t max_target;  /* bytes; past it 414 */
    size_t max_header;  /* bytes of the head without the target; 431 */
    size_t max_headers; /* fields; 431 */
    size_t max_body;    /* bytes; 413 */
} parse_limits;

enum {
    PARSE_CHUNK_EXTENSIONS_MAX = 4096, /* bytes in one message; past it 400 */
    PARSE_TRAILERS_MAX = 4096          /* bytes after the last chunk; 431 */
};

typedef enum parse_result {
    PARSE_MORE,   /* the message is not complete */
    PARSE_DONE,   /* it is: parse_message() has it */
    PARSE_REFUSED /* `status` and `problem` say why; nothing may follow */
} parse_result;

typedef struct parse_span {
    size_t at, len; /* from the message's first byte */
} parse_span;

typedef struct parse_field {
    parse_span name, value;
} parse_field;

typedef struct parser {
    llhttp_t ll;
    const parse_limits *limits;
    char *base; /* the run and its length, during parse_feed() only */
    size_t run_len;

    size_t fed;      /* bytes that were parsed; at PARSE_DONE its length */
    size_t head_len; /* 0 until the head is complete */
    parse_span target, body;
    parse_field *fields;
    tw_header *headers; /* as many places as `fields` has */
    size_t field_count, field_cap;

    size_t head_seen;   /* bytes of names and values so far */
    size_t extras_seen; /* bytes of chunk extensions and trailers */
    bool in_field, target_done, substitute;
    bool chunked, keep_alive, complete;
    char last; /* the last byte of the bytes that were dropped from the run */
    bool expects_continue; /* the client waits for "100 Continue" */

    int status; /* of a refusal */
    const char *problem;
} parser;

/* A complete request; its slices live as long as the run stays in place. */
typedef struct message {
    tw_str method;
    tw_str target; /* origin form: "/path?query", or "*" */
    tw_str body;
    const tw_header *headers;
    size_t header_count;
    bool keep_alive;
    bool is_head;
    bool http_1_0;
    bool accepts_gzip;
    tw_str if_none_match; /* {NULL, 0}: absent */
} message;

void parse_init(parser *p, const parse_limits *limits);
void parse_fini(parser *p);

/* Get ready for the next message; its first byte is at the run's start. */
void parse_next(parser *p);

/**
 * Parse on in the message that starts at `base` and has `*len` bytes so far.
 * After PARSE_DONE the message is `p->fed` bytes long; what follows belongs to
 * the next one.  After PARSE_MORE `*len` may be less than before: bytes that
 * are only framing (chunk sizes) were dropped from the run's end.
 */
parse_result parse_feed(parser *p, char *base, size_t *len);

/* After PARSE_DONE. */
void parse_message(parser *p, const char *base, message *out);

/* --- parse_check.c --- */

/* Judge a complete head.  Returns 0, or the status of a refusal. */
int parse_check_head(parser *p, const char **problem);

#endif
