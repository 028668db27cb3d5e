/* doc.h -- GraphQL documents for tests.  Texts live in the operation's arena. */
#ifndef SUPPORT_DOC_H
#define SUPPORT_DOC_H

#include "graphql/error.h"
#include "graphql/schema.h"
#include "graphql/values.h"

/* It must be readable. */
const tw_gql_document *doc_read(tw_op *op, const char *text);
/* "Syntax Error: ... (line:column)", or "" when it is readable. */
const char *doc_refusal(tw_op *op, const char *text);
const char *doc_printed(tw_op *op, const tw_gql_document *doc);
/* What is wrong with a readable document: a line per complaint, or "". */
const char *doc_complaints(tw_op *op, tw_gql_schema *s, const char *text);
/* Documents against the schema of a standard workspace. */
typedef struct doc_row {
    const char *text, *complaints;
} doc_row;
void doc_check(const doc_row *rows, size_t count);
#define DOC_CHECK(rows) doc_check(rows, sizeof(rows) / sizeof(*(rows)))
/* The first operation. */
const tw_gql_definition *doc_operation(const tw_gql_document *doc);
/* Messages of a list, a line each. */
const char *doc_messages(tw_op *op, const tw_gql_errors *errors);
/* JSON text as a tree; it must be good. */
const tw_json *doc_json(tw_op *op, const char *text);
/* A tree as JSON text. */
const char *doc_text(tw_op *op, const tw_json *node);
/* `piece` n times. */
char *doc_repeated(tw_op *op, const char *piece, size_t n);

#endif
