/* json.h -- JSON in and out.
**
** In: json_check is a strict RFC 8259 + UTF-8 gate in front of cJSON; json_read
** turns cJSON's tree into one of our own in the arena (the only file that sees
** cJSON) and frees cJSON's at once.
** Out: json_write appends to a builder.  cJSON never prints.
*/
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/op.h"

typedef enum tw_json_type {
    TW_JSON_NULL,
    TW_JSON_FALSE,
    TW_JSON_TRUE,
    TW_JSON_NUMBER,
    TW_JSON_TEXT,
    TW_JSON_LIST,
    TW_JSON_OBJECT
} tw_json_type;

/* A node.  Children are a contiguous array; of a key given twice the last one
** is kept, at the place of the first. */
typedef struct tw_json {
    tw_json_type type;
    tw_str key;  /* of a member */
    tw_str text; /* TEXT: unescaped */
    double number;
    struct tw_json *items; /* LIST, OBJECT */
    uint32_t count;
} tw_json;

/* Is `s` one JSON value?  On refusal `*at` is the byte where it goes wrong and
** `*why` a static text.  Refuses: trailing text, depth above `max_depth`,
** \u0000, lone surrogates, bad UTF-8, control characters in strings, leading
** zeros, numbers that overflow a double. */
bool tw__json_check(tw_str s, uint32_t max_depth, size_t *at, const char **why);

/* Check and read.  TW_E_BAD_REQUEST (the gate said no) or TW_E_NOMEM. */
tw_status tw__json_read(tw_op *op, tw_str s, const tw_json **out);

const tw_json *tw__json_get(const tw_json *object, tw_str key); /* or NULL */
const tw_json *tw__json_member(const tw_json *object, const char *key);

/* Writing: the caller places commas and colons through these. */
void tw__json_put_text(tw_buf *b, tw_str s); /* quoted and escaped */
void tw__json_put_number(tw_buf *b, double v);
/* The node as compact JSON. */
void tw__json_put(tw_buf *b, const tw_json *node);
/* The node with a space after ':' and ',' : the stored form of RAW_JSON. */
void tw__json_put_spaced(tw_buf *b, const tw_json *node);

/* A small writer that knows where commas go. */
typedef struct tw_json_writer {
    tw_buf *b;
    bool comma;
} tw_json_writer;
void tw__jw_open(tw_json_writer *w, char bracket);  /* '{' or '[' */
void tw__jw_close(tw_json_writer *w, char bracket); /* '}' or ']' */
void tw__jw_key(tw_json_writer *w, const char *key);
void tw__jw_key_str(tw_json_writer *w, tw_str key);
void tw__jw_text(tw_json_writer *w, tw_str s); /* {NULL,0} writes null */
void tw__jw_number(tw_json_writer *w, double v);
void tw__jw_int(tw_json_writer *w, int64_t v);
void tw__jw_bool(tw_json_writer *w, bool v);
void tw__jw_null(tw_json_writer *w);
void tw__jw_raw(tw_json_writer *w, tw_str json); /* already JSON */

#endif
