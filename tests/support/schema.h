/* schema.h -- a world with its record schema, and schemas as text for tests. */
#ifndef SUPPORT_SCHEMA_H
#define SUPPORT_SCHEMA_H

#include "graphql/schema.h"
#include "support/world.h"

typedef struct schema_world {
    world w;
    tw_gql_schema *s;
} schema_world;

void schema_open(schema_world *sw, tw_start start);
void schema_close(schema_world *sw);
/* Make the schema anew, after a change of the model. */
void schema_look(schema_world *sw);

/* NULL: no such type. */
const tw_gql_type *schema_type(schema_world *sw, const char *name);
/* It must be there. */
const tw_gql_field *schema_field(schema_world *sw,
                                 const char *of,
                                 const char *name);
/* NULL: no such member. */
const tw_gql_input *schema_input(schema_world *sw,
                                 const char *of,
                                 const char *name);

/* Texts are good until the next call of the same function. */

/* "[Name!]!" */
const char *schema_printed(const tw_gql_type *t);
/* "first: Int, filter: PersonFilterInput" */
const char *schema_arguments(const tw_gql_field *f);
/* What a type publishes: "name name " or, of an input, "name: Type ". */
const char *schema_listed(schema_world *sw, const char *of);

#endif
