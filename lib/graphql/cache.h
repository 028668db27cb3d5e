/* cache.h -- what is kept between requests: the schemas, and documents with
** what was found out about them. */
#ifndef GRAPHQL_CACHE_H
#define GRAPHQL_CACHE_H

#include "graphql/execute.h"

/* A projection that does not depend on variables, made once. */
typedef struct tw_gql_plan {
    const struct tw_gql_plan *next;
    const tw_gql_selection *const *selections; /* of its root field */
    uint32_t count;
    const void *made; /* NULL: it does depend, and is made each time */
} tw_gql_plan;

/* A document: parsed, perhaps valid. */
typedef struct tw_gql_kept {
    tw_arena *arena; /* of the tree and of plans */
    tw_str text;
    const tw_gql_document *document;
    const tw_gql_plan *plans;
    bool validated;
    bool lasting; /* in the cache; else it dies with the request */
} tw_gql_kept;

/* The endpoint's schema as the data model is now.  NULL: op->error is set. */
tw_gql_schema *tw__gql_cache_schema(tw_op *op,
                                    tw_gql_cache *c,
                                    tw_gql_endpoint endpoint);
/* The document of that text, parsed.  NULL: an error was added, or op->error
** is set (out of memory). */
tw_gql_kept *tw__gql_cache_document(tw_op *op,
                                    tw_gql_cache *c,
                                    tw_gql_endpoint endpoint,
                                    tw_str text,
                                    tw_gql_errors *errors);
/* The document has turned out valid: keep it. */
void tw__gql_cache_keep(tw_gql_cache *c,
                        tw_gql_endpoint endpoint,
                        tw_gql_kept *kept);
/* The request is over: frees what was not kept.  NULL does nothing. */
void tw__gql_cache_release(tw_gql_cache *c, tw_gql_kept *kept);

/* What a root field's selections were made into, or are made into now by
** `make`: in the document's arena where no variable has a say. */
typedef tw_status (*tw_gql_make_fn)(tw_gql_run *run,
                                    const tw_gql_node *node,
                                    const void **out);
tw_status tw__gql_planned(tw_gql_run *run,
                          const tw_gql_node *node,
                          tw_gql_make_fn make,
                          const void **out);

#endif
