/* validate_inside.h -- what the files of the validator share: one walk over the
** document checks fields, arguments and values against the schema and notes
** what the rules that look at whole operations need. */
#ifndef GRAPHQL_VALIDATE_INSIDE_H
#define GRAPHQL_VALIDATE_INSIDE_H

#include "graphql/names.h"
#include "graphql/validate.h"

/* A variable where it is used. */
typedef struct tw_gql_usage {
    const tw_gql_value *variable;
    const tw_gql_type *type; /* expected there; NULL: not known */
    bool has_default;        /* of the argument or input field */
} tw_gql_usage;

typedef struct tw_gql_spread {
    const tw_gql_selection *selection;
} tw_gql_spread;

/* What one definition uses by itself. */
typedef struct tw_gql_scope {
    tw_gql_usage *usages;
    tw_gql_spread *spreads;
    uint32_t usage_count, spread_count;
    uint32_t seen; /* number of the operation that last came by */
    bool used;     /* a fragment that some operation reaches */
} tw_gql_scope;

typedef struct tw_gql_check {
    tw_op *op;
    tw_gql_schema *schema;
    const tw_gql_document *doc;
    tw_gql_errors *errors;
    tw_gql_scope *scopes;   /* one per definition */
    tw_gql_names fragments; /* index of the definition */
    tw_buf usages, spreads; /* of the definition at hand */
    uint32_t steps;         /* work that may still be done */
    uint32_t suggestions;   /* that may still be made */
    bool cyclic;            /* some fragment spreads itself */
    bool stopped;           /* no more complaints, no more work */
} tw_gql_check;

/* --- validate.c --- */
void tw__gql_complain(tw_gql_check *c,
                      uint32_t at,
                      uint32_t also,
                      const char *fmt,
                      ...) __attribute__((format(printf, 4, 5)));
/* False: this was one step too many, and validation ends. */
bool tw__gql_spend(tw_gql_check *c, uint32_t steps);
/* Index of the definition of a fragment, or UINT32_MAX. */
uint32_t tw__gql_fragment_index(const tw_gql_check *c, tw_str name);
/* For "%.*s" in complaints: the type as text. */
tw_str tw__gql_type_text(tw_gql_check *c, const tw_gql_type *t);
tw_str tw__gql_value_text(tw_gql_check *c, const tw_gql_value *v);
/* Say for each name that is given more than once "There can be only one ...".
*/
typedef struct tw_gql_place {
    tw_str name;
    uint32_t at;
} tw_gql_place;
void tw__gql_check_unique(tw_gql_check *c,
                          const char *what,
                          const tw_gql_place *places,
                          uint32_t count);

/* --- validate_document.c --- */
void tw__gql_check_definitions(tw_gql_check *c);
/* The type called `name`, or NULL with a complaint. */
const tw_gql_type *tw__gql_check_type(tw_gql_check *c,
                                      tw_str name,
                                      uint32_t at);

/* --- validate_fields.c --- */
void tw__gql_check_definition(tw_gql_check *c, uint32_t index);

/* --- validate_arguments.c --- */
/* What arguments are given to. */
typedef struct tw_gql_taker {
    const tw_gql_input *inputs;
    uint16_t count;
    bool known;   /* false: values are walked, nothing else is said */
    tw_str owner; /* of a field: the name of its type; absent: a directive */
    tw_str name;
    uint32_t at;
} tw_gql_taker;
void tw__gql_check_arguments(tw_gql_check *c,
                             const tw_gql_taker *taker,
                             const tw_gql_argument *arguments,
                             uint32_t count);
void tw__gql_check_directives(tw_gql_check *c,
                              const tw_gql_directives *list,
                              const char *location);

/* --- validate_values.c --- */
void tw__gql_check_value(tw_gql_check *c,
                         const tw_gql_value *v,
                         const tw_gql_type *type,
                         bool has_default);

/* --- validate_fragments.c --- */
void tw__gql_check_spread(tw_gql_check *c,
                          const tw_gql_selection *spread,
                          const tw_gql_type *parent);
void tw__gql_check_inline(tw_gql_check *c,
                          const tw_gql_selection *fragment,
                          const tw_gql_type *parent,
                          const tw_gql_type *type);
void tw__gql_check_cycles(tw_gql_check *c);
void tw__gql_check_unused_fragments(tw_gql_check *c);
void tw__gql_check_introspection(tw_gql_check *c, const tw_gql_selection *root);

/* --- validate_variables.c --- */
void tw__gql_check_variable_definitions(tw_gql_check *c,
                                        const tw_gql_definition *d);
void tw__gql_check_variable_usages(tw_gql_check *c, uint32_t index);

/* --- validate_overlap.c --- */
void tw__gql_check_overlaps(tw_gql_check *c);
/* validate_same.c: do two fields ask the same of the same field? */
bool tw__gql_same_arguments(tw_gql_check *c,
                            const tw_gql_selection *a,
                            const tw_gql_selection *b);

/* --- suggest.c --- */
enum {
    TW_GQL_SUGGESTED = 5
};
typedef struct tw_gql_suggest {
    tw_str input;
    tw_str names[TW_GQL_SUGGESTED]; /* best first */
    uint32_t distances[TW_GQL_SUGGESTED];
    uint32_t count;
} tw_gql_suggest;
void tw__gql_suggest_offer(tw_gql_suggest *s, tw_str name);
/* ` Did you mean "x" or "y"?`, or nothing. */
tw_str tw__gql_suggest_text(tw_op *op,
                            const tw_gql_suggest *s,
                            const char *kind);

#endif
