/* print.h -- what the files of the printer share. */
#ifndef GRAPHQL_PRINT_H
#define GRAPHQL_PRINT_H

#include "graphql/parse.h"

typedef struct tw_gql_printer {
    tw_buf *b;
    uint32_t depth; /* of indentation, two blanks each */
} tw_gql_printer;

/* A line end and the indentation of the next line. */
void tw__gql_print_line(tw_gql_printer *p);
void tw__gql_print_put_value(tw_gql_printer *p, const tw_gql_value *v);

#endif
