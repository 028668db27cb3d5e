/* gql_validate_fuzz.c -- documents against the record schema of a standard
** workspace: the validator answers, gives the same verdict on the printed
** document, and what it lets through can be coerced. */
#include "base/str.h"
#include "graphql/operation.h"
#include "graphql/parse.h"
#include "graphql/validate.h"
#include "graphql/values.h"
#include "support/schema.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static tw_status verdict(tw_op *op,
                         tw_gql_schema *s,
                         const tw_gql_document *doc,
                         tw_gql_errors *errors)
{
    tw_status status = tw__gql_validate(op, s, doc, errors);
    tw_buf b;

    must(op->error.status == TW_OK);
    must((status == TW_OK) == (errors->count == 0));
    must(errors->count <= TW_GQL_ERRORS_MAX);
    tw__buf_init(&b, op->alloc);
    tw__gql_errors_write(&b, errors);
    must(!b.failed);
    tw__buf_fini(&b);
    return status;
}

static void check_printed(tw_op *op,
                          tw_gql_schema *s,
                          const tw_gql_document *doc,
                          tw_status status)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *again = NULL;
    tw_buf text;

    tw__buf_init(&text, op->alloc);
    tw__gql_print(&text, doc);
    if (text.len <= TW_LIMIT_GQL_DOCUMENT_BYTES) {
        must(tw__gql_parse(op, tw__buf_view(&text), &errors, &again) == TW_OK);
        must(verdict(op, s, again, &errors) == status);
    }
    tw__buf_fini(&text);
}

/* The operations of a valid document, without variables. */
static void check_values(tw_op *op,
                         tw_gql_schema *s,
                         const tw_gql_definition *d)
{
    const tw_gql_type *root = d->kind == TW_GQL_MUTATION
                                  ? tw__gql_mutation_type(s)
                                  : tw__gql_query_type(s);
    tw_gql_errors errors = {.count = 0};
    tw_gql_variables variables;
    const tw_json *out;

    if (tw__gql_variables(op, s, d, NULL, &errors, &variables) != TW_OK) {
        tw__op_forgive(op); /* a default may be a number that is too large */
        return;
    }
    for (uint32_t i = 0; i < d->selections.count; i++) {
        const tw_gql_selection *f = &d->selections.items[i];
        const tw_gql_field *def;

        (void)tw__gql_is_taken(&f->directives, &variables);
        if (f->kind != TW_GQL_FIELD)
            continue;
        def = tw__gql_field_of(op, s, root, f->name);
        must(def != NULL);
        if (tw__gql_arguments(op, s, def, f, &variables, &out) != TW_OK)
            tw__op_forgive(op);
        else
            must(out->type == TW_JSON_OBJECT);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static schema_world sw;
    tw_str source = {(const char *)data, size};
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc = NULL;
    tw_op *op = &sw.w.op;
    tw_status status;

    if (sw.s == NULL)
        schema_open(&sw, TW_START_STANDARD);
    world_next(&sw.w);
    if (tw__gql_parse(op, source, &errors, &doc) != TW_OK)
        return 0;
    status = verdict(op, sw.s, doc, &errors);
    check_printed(op, sw.s, doc, status);
    for (uint32_t i = 0; status == TW_OK && i < doc->definition_count; i++)
        if (doc->definitions[i].kind == TW_GQL_QUERY ||
            doc->definitions[i].kind == TW_GQL_MUTATION)
            check_values(op, sw.s, &doc->definitions[i]);
    return 0;
}
