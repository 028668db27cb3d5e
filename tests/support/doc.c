/* doc.c -- GraphQL documents for tests. */
#include "support/doc.h"

#include "support/check.h"

#include "graphql/parse.h"
#include "graphql/validate.h"
#include "support/schema.h"

#include <string.h>

static const char *taken(tw_op *op, tw_buf *b)
{
    tw_str text = tw__op_take(op, b);

    tw__buf_fini(b);
    assert_non_null(text.ptr);
    return text.ptr;
}

const tw_gql_document *doc_read(tw_op *op, const char *text)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;

    if (tw__gql_parse(op, tw_str_of(text), &errors, &doc) != TW_OK)
        fail_msg("%s: %s", text, doc_messages(op, &errors));
    return doc;
}

const char *doc_refusal(tw_op *op, const char *text)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;
    uint32_t line = 1, column = 1;
    tw_str found;

    if (tw__gql_parse(op, tw_str_of(text), &errors, &doc) == TW_OK)
        return "";
    assert_int_equal(op->error.status, TW_OK);
    assert_int_equal(errors.count, 1);
    assert_null(doc);
    if (errors.first->location_count == 0)
        return errors.first->message.ptr;
    for (uint32_t i = 0; i < errors.first->locations[0]; i++) {
        line += text[i] == '\n' ? 1 : 0;
        column = text[i] == '\n' ? 1 : column + 1;
    }
    found = tw__op_printf(op, "%s (%u:%u)", errors.first->message.ptr, line,
                          column);
    return found.ptr;
}

const char *doc_printed(tw_op *op, const tw_gql_document *doc)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__gql_print(&b, doc);
    return taken(op, &b);
}

const char *doc_messages(tw_op *op, const tw_gql_errors *errors)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    for (const tw_gql_error *e = errors->first; e != NULL; e = e->next)
        tw__buf_printf(&b, "%s%.*s", e == errors->first ? "" : "\n",
                       TW_FMT(e->message));
    return taken(op, &b);
}

const char *doc_complaints(tw_op *op, tw_gql_schema *s, const char *text)
{
    const tw_gql_document *doc = doc_read(op, text);
    tw_gql_errors errors = {.count = 0};
    tw_status status = tw__gql_validate(op, s, doc, &errors);

    assert_int_equal(op->error.status, TW_OK);
    assert_int_equal(status,
                     errors.count > 0 ? TW_E_GRAPHQL_VALIDATION : TW_OK);
    return doc_messages(op, &errors);
}

void doc_check(const doc_row *rows, size_t count)
{
    schema_world sw;

    schema_open(&sw, TW_START_STANDARD);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(doc_complaints(&sw.w.op, sw.s, rows[i].text),
                            rows[i].complaints);
        world_next(&sw.w);
    }
    schema_close(&sw);
}

const tw_gql_definition *doc_operation(const tw_gql_document *doc)
{
    for (uint32_t i = 0; i < doc->definition_count; i++)
        if (doc->definitions[i].kind != TW_GQL_FRAGMENT)
            return &doc->definitions[i];
    fail_msg("no operation");
    return NULL;
}

const tw_json *doc_json(tw_op *op, const char *text)
{
    const tw_json *node = NULL;

    assert_int_equal(tw__json_read(op, tw_str_of(text), &node), TW_OK);
    return node;
}

const char *doc_text(tw_op *op, const tw_json *node)
{
    tw_buf b;

    tw__buf_init(&b, op->alloc);
    tw__json_put(&b, node);
    return taken(op, &b);
}

char *doc_repeated(tw_op *op, const char *piece, size_t n)
{
    size_t len = strlen(piece);
    char *text = tw__op_get(op, len * n + 1);

    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        memcpy(text + i * len, piece, len);
    return text;
}
