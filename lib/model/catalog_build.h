/* catalog_build.h -- a catalog while it is being made; for catalog_*.c only. */
#ifndef MODEL_CATALOG_BUILD_H
#define MODEL_CATALOG_BUILD_H

#include "model/catalog.h"

/* What rows say about other rows, until it is resolved. */
typedef struct tw_object_refs {
    tw_str label_identifier_id, image_identifier_id;
} tw_object_refs;

typedef struct tw_field_refs {
    tw_str column_base, target_object_id, target_field_id;
} tw_field_refs;

typedef struct tw_build {
    tw_op *op;
    tw_catalog *c;
    tw_arena *a;        /* the catalog's own */
    tw_object *objects; /* in order of creation */
    tw_object_refs *object_refs;
    uint32_t object_count;
    tw_field *fields; /* by object, in order of creation */
    tw_field_refs *field_refs;
    uint32_t field_count;
    tw_index *indexes; /* by object, in order of creation */
    uint32_t index_count;
    struct tw_index_member *members; /* by index, in order */
    uint32_t member_count;
    const tw_field **search; /* by object, in order */
    uint32_t search_count;
    bool no_memory; /* remembered: ask once per step */
} tw_build;

/* Arena memory of the catalog, zeroed; NULL: op->error is set. */
void *tw__build_array(tw_build *b, size_t n, size_t size);
/* A copy in the catalog's arena; absent stays absent; failure is remembered. */
tw_str tw__build_str(tw_build *b, tw_str s);
/* TW_OK, or out of memory when a step above failed. */
tw_status tw__build_status(tw_build *b);
tw_status tw__build_corrupt(tw_build *b, const char *what, tw_str name);
/* JSON text of a row as a tree in op's arena; text that is none: corrupt. */
tw_status tw__build_json(tw_build *b,
                         tw_str text,
                         tw_str name,
                         const tw_json **out);

/* Read the rows into the arrays; make the maps by id. */
tw_status tw__build_read(tw_build *b);
/* Relations, options and rules from the fields' JSON. */
tw_status tw__build_settings(tw_build *b, tw_field *f, const tw_field_refs *r);
/* Columns, names, uniques, criteria: all that follows from the rows. */
tw_status tw__build_link(tw_build *b);
/* Of one object, when its columns are there. */
tw_status tw__build_object(tw_build *b, tw_object *o);

#endif
