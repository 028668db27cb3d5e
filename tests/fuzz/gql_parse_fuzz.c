/* gql_parse_fuzz.c -- documents against the printer: what is printed of a
** readable one is readable, and printed of that again the same.  Whether it
** writes is answered for any bytes. */
#include "base/str.h"
#include "graphql/graphql.h"
#include "graphql/parse.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

/* The document, or NULL with one error that lies inside the source. */
static const tw_gql_document *read(tw_op *op, tw_str source)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;
    tw_status status = tw__gql_parse(op, source, &errors, &doc);
    tw_buf b;

    must(op->error.status == TW_OK);
    must((status == TW_OK) == (doc != NULL));
    if (doc != NULL)
        return doc;
    must(status == TW_E_GRAPHQL_SYNTAX && errors.count == 1);
    must(errors.first->location_count == 0 ||
         errors.first->locations[0] <= source.len);
    tw__buf_init(&b, op->alloc);
    tw__gql_errors_write(&b, &errors);
    must(!b.failed && b.len > 2);
    tw__buf_fini(&b);
    return NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tw_str source = {(const char *)data, size};
    const tw_gql_document *doc, *again;
    tw_buf once, twice;
    tw_op op;

    memset(&op, 0, sizeof(op));
    op.alloc = &tw__alloc_default;
    op.arena = tw__arena_new(op.alloc);
    must(op.arena != NULL);
    (void)tw__gql_writes(source, TW_NO_STR);
    (void)tw__gql_writes(source, TW_STR("A"));
    doc = read(&op, source);
    if (doc != NULL) {
        tw__buf_init(&once, op.alloc);
        tw__buf_init(&twice, op.alloc);
        tw__gql_print(&once, doc);
        /* spread out it may pass the bound on bytes */
        if (once.len <= TW_LIMIT_GQL_DOCUMENT_BYTES) {
            again = read(&op, tw__buf_view(&once));
            must(again != NULL);
            must(again->definition_count == doc->definition_count);
            tw__gql_print(&twice, again);
            must(tw__str_eq(tw__buf_view(&once), tw__buf_view(&twice)));
        }
        tw__buf_fini(&once);
        tw__buf_fini(&twice);
    }
    tw__arena_free(op.arena);
    return 0;
}
