/* validate.c -- runs the rules: first those that look at one definition, in
** one walk, then those that follow fragments.  Work and complaints are bounded:
** a document that passes the bounds is refused. */
#include "graphql/validate.h"

#include "graphql/parse.h"
#include "graphql/validate_inside.h"

#include <stdarg.h>

enum {
    SUGGESTIONS = 10 /* per document: each one looks at many names */
};

static void stop(tw_gql_check *c, const char *why)
{
    if (!c->stopped)
        tw__gql_error(c->op, c->errors, UINT32_MAX, UINT32_MAX, "%s", why);
    c->stopped = true;
}

void tw__gql_complain(tw_gql_check *c,
                      uint32_t at,
                      uint32_t also,
                      const char *fmt,
                      ...)
{
    va_list args;
    tw_str text;

    if (c->stopped)
        return;
    if (c->errors->count + 1 >= TW_GQL_ERRORS_MAX) {
        stop(c, "Too many validation errors, error limit reached. Validation "
                "aborted.");
        return;
    }
    va_start(args, fmt);
    text = tw__arena_vprintf(c->op->arena, fmt, args);
    va_end(args);
    if (text.ptr == NULL)
        (void)tw__fail_nomem(c->op);
    else
        tw__gql_error(c->op, c->errors, at, also, "%.*s", TW_FMT(text));
    c->stopped = c->op->error.status != TW_OK;
}

bool tw__gql_spend(tw_gql_check *c, uint32_t steps)
{
    if (c->stopped)
        return false;
    if (steps > c->steps) {
        stop(c, "Document is too entangled to be checked. Validation aborted.");
        return false;
    }
    c->steps -= steps;
    return true;
}

uint32_t tw__gql_fragment_index(const tw_gql_check *c, tw_str name)
{
    return tw__gql_names_last(&c->fragments, name);
}

tw_str tw__gql_type_text(tw_gql_check *c, const tw_gql_type *t)
{
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, c->op->alloc);
    tw__gql_type_print(&b, t);
    text = tw__op_take(c->op, &b);
    tw__buf_fini(&b);
    return tw__gql_shown(c->op, text);
}

tw_str tw__gql_value_text(tw_gql_check *c, const tw_gql_value *v)
{
    tw_str text;
    tw_buf b;

    tw__buf_init(&b, c->op->alloc);
    tw__gql_print_value(&b, v);
    text = tw__op_take(c->op, &b);
    tw__buf_fini(&b);
    return tw__gql_shown(c->op, text);
}

void tw__gql_check_unique(tw_gql_check *c,
                          const char *what,
                          const tw_gql_place *places,
                          uint32_t count)
{
    tw_gql_names names;
    uint32_t run;

    if (count < 2 || c->stopped || !tw__gql_names_init(c->op, &names, count))
        return;
    for (uint32_t i = 0; i < count; i++)
        names.items[i] = (tw_gql_name){places[i].name, i};
    if (!tw__gql_names_sort(c->op, &names))
        return;
    for (uint32_t i = 0; i < count; i += run) {
        run = tw__gql_names_run(&names, i);
        if (run > 1)
            tw__gql_complain(c, places[names.items[i].index].at,
                             places[names.items[i + 1].index].at,
                             "There can be only one %s%.*s\".", what,
                             TW_FMT(tw__gql_shown(c->op, names.items[i].name)));
    }
}

static bool prepare(tw_gql_check *c)
{
    const tw_gql_document *doc = c->doc;
    uint32_t count = 0;

    c->scopes = (tw_gql_scope *)tw__op_array(c->op, doc->definition_count,
                                             sizeof(*c->scopes));
    if (c->scopes == NULL ||
        !tw__gql_names_init(c->op, &c->fragments, doc->definition_count))
        return false;
    for (uint32_t i = 0; i < doc->definition_count; i++)
        if (doc->definitions[i].kind == TW_GQL_FRAGMENT)
            c->fragments.items[count++] =
                (tw_gql_name){doc->definitions[i].name, i};
    c->fragments.count = count;
    return tw__gql_names_sort(c->op, &c->fragments);
}

static void run(tw_gql_check *c)
{
    uint32_t count = c->doc->definition_count;

    tw__gql_check_definitions(c);
    for (uint32_t i = 0; i < count && !c->stopped; i++)
        tw__gql_check_definition(c, i);
    tw__gql_check_cycles(c);
    for (uint32_t i = 0; i < count && !c->stopped; i++)
        tw__gql_check_variable_usages(c, i);
    tw__gql_check_unused_fragments(c);
    if (!c->cyclic)
        tw__gql_check_overlaps(c);
}

tw_status tw__gql_validate(tw_op *op,
                           tw_gql_schema *s,
                           const tw_gql_document *doc,
                           tw_gql_errors *errors)
{
    tw_gql_check c = {.op = op,
                      .schema = s,
                      .doc = doc,
                      .errors = errors,
                      .steps = TW_LIMIT_GQL_VALIDATION_STEPS,
                      .suggestions = SUGGESTIONS};

    errors->source = doc->source;
    tw__buf_init(&c.usages, op->alloc);
    tw__buf_init(&c.spreads, op->alloc);
    if (prepare(&c))
        run(&c);
    tw__buf_fini(&c.usages);
    tw__buf_fini(&c.spreads);
    if (op->error.status != TW_OK)
        return op->error.status;
    return errors->count > 0 ? TW_E_GRAPHQL_VALIDATION : TW_OK;
}
