/* metaql.h -- questions to the GraphQL metadata API in unit tests, as the
** executor asks them: parsed, validated, one root field after the other. */
#ifndef SUPPORT_METAQL_H
#define SUPPORT_METAQL_H

#include "graphql/schema.h"
#include "support/world.h"

typedef struct metaql {
    world w;
    tw_gql_schema *schema;
    tw_buf out; /* {"key":value,...} of the last question */
    bool no_token;
    /* of the last refusal */
    tw_error error;
    char report[8000];
    bool no_sub_code; /* the refusal forbids one */
    int64_t fail_in;  /* the n-th request for memory of the root fields fails */
} metaql;

void metaql_open(metaql *q, tw_start start);
void metaql_close(metaql *q);

/* Ask.  The document must be valid.  A mutation is committed when it works, and
** the model taken up; else rolled back, and the model must be as it was.  The
** first failure is returned and stays in q->w.op. */
tw_status metaql_ask(metaql *q, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same with variables, JSON text. */
tw_status metaql_ask_with(metaql *q, const char *document, const char *json);

/* The answer must read so. */
#define metaql_answers(q, text, ...)                   \
    do {                                               \
        world_ok(&(q)->w, metaql_ask(q, __VA_ARGS__)); \
        world_same(tw__buf_view(&(q)->out), text);     \
    } while (0)
/* The question must be refused. */
#define metaql_refuses(q, status, ...)                   \
    do {                                                 \
        tw_status refused_ = metaql_ask(q, __VA_ARGS__); \
        world_refused(&(q)->w, refused_, status);        \
    } while (0)

/* The id of an object, or of a field: good until the model changes. */
const char *metaql_object(metaql *q, const char *singular);
const char *metaql_field(metaql *q, const char *singular, const char *name);

#endif
