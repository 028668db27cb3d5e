/* catalog.h -- what objects exist: an immutable, counted snapshot of the data
** model.  An operation holds one from start to end; a model change publishes
** a new one in the same step as its commit. */
#ifndef MODEL_CATALOG_H
#define MODEL_CATALOG_H

#include "base/map.h"
#include "model/type.h"

typedef struct tw_catalog tw_catalog;
typedef struct tw_object tw_object;
typedef struct tw_field tw_field;
typedef struct tw_index tw_index;

typedef enum tw_relation_kind {
    TW_RELATION_NONE,
    TW_RELATION_MANY_TO_ONE, /* has the join column */
    TW_RELATION_ONE_TO_MANY  /* no column */
} tw_relation_kind;

typedef enum tw_on_delete {
    TW_ON_DELETE_SET_NULL,
    TW_ON_DELETE_CASCADE,
    TW_ON_DELETE_RESTRICT,
    TW_ON_DELETE_NO_ACTION
} tw_on_delete;

typedef struct tw_option {
    tw_str id, label, value, color;
    double position;
} tw_option;

/* One column of an object's table. */
typedef struct tw_column {
    const tw_field *field;
    uint8_t part; /* index into field->type->parts */
    tw_kind kind;
    uint16_t index; /* place in object->columns, and in every written row */
    tw_str name;    /* in SQL: "nameFirstName"; the join column "companyId" */
    bool unique;    /* alone in a unique index: compare BINARY */
    bool sorted;    /* first in a custom index: it serves an order by it */
    bool indexed;   /* first column of some index */
} tw_column;

struct tw_field {
    const tw_object *object;
    const tw_type *type;
    tw_str id, universal_id, application_id;
    tw_str name, label, description, icon; /* base values; absent: null */
    tw_str overrides;                      /* JSON text; absent: null */
    tw_str default_value; /* JSON text in the metadata form; absent: null */
    tw_str options_json;  /* JSON text; absent: null */
    tw_str settings;      /* JSON text; absent: null */
    tw_str morph_id;      /* of a MORPH_RELATION; else absent */
    tw_str created_at, updated_at;
    bool is_custom; /* application is the workspace's own */
    bool is_active, is_system, is_ui_editable, is_nullable;
    bool is_unique; /* derived: a unique index with this one member */
    bool is_label_synced;
    const tw_option *options; /* by position */
    uint16_t option_count;
    const tw_column *columns; /* in object->columns, part_count of them */
    uint8_t column_count;
    /* relations */
    tw_relation_kind relation;
    const tw_object *target;      /* the object on the other side */
    const tw_field *target_field; /* the field on the other side */
    tw_str join_name;             /* "companyId"; MANY_TO_ONE only */
    tw_on_delete on_delete;
};

struct tw_index {
    const tw_object *object;
    tw_str id, name; /* the name is also SQL's */
    tw_str universal_id, created_at, updated_at;
    bool is_custom, is_unique, is_gin;
    bool is_engine_owned; /* cannot be deleted through the index API */
    const struct tw_index_member {
        tw_str id;
        const tw_field *field;
        tw_str sub_field; /* absent: the whole field */
    } * members;
    uint8_t member_count;
};

/* Columns that must be unique together among live records. */
typedef struct tw_unique {
    const tw_column *columns[4];
    uint8_t count;
} tw_unique;

struct tw_object {
    const tw_catalog *catalog;
    int64_t number; /* small, never used again: keys of tw_count, tw_search */
    tw_str table;   /* in SQL */
    tw_str id, universal_id, application_id;
    tw_str singular, plural; /* names */
    tw_str label_singular, label_plural, description, icon, color, shortcut;
    tw_str overrides;
    tw_str created_at, updated_at;
    bool is_custom, is_active, is_system, is_remote;
    bool is_ui_editable, is_ui_creatable, is_searchable, is_label_synced;
    const tw_field *label_identifier; /* never NULL */
    const tw_field *image_identifier; /* or NULL */
    tw_str duplicate_criteria;        /* JSON text; absent: null */
    /* the same, resolved: alternatives of columns that must all be equal */
    const struct tw_criterion {
        const tw_column *columns[4];
        uint8_t count;
    } * criteria;
    uint8_t criterion_count;
    /* Active fields first to last in order of creation; inactive ones are in
    ** `fields` too (is_active tells), but not found by the record API. */
    const tw_field *const *fields;
    uint16_t field_count;
    const tw_column *columns; /* all columns, "id" first */
    uint16_t column_count;
    const tw_unique *uniques; /* the id first */
    uint8_t unique_count;
    const tw_index *const *indexes;
    uint16_t index_count;
    const tw_field *const *search_fields;
    uint8_t search_count;
    tw_map by_name; /* name, or join name -> tw_field (active ones) */
    /* well-known columns; NULL where the object has no such field */
    const tw_column *c_id, *c_created_at, *c_updated_at, *c_deleted_at,
        *c_position;
    const tw_field *f_created_by, *f_updated_by, *f_search_vector;
    tw_str sql_insert; /* INSERT of all columns in order: ?1 .. ?n */
};

struct tw_catalog {
    uint64_t version;
    tw_str workspace_id, standard_application_id, custom_application_id;
    const tw_object *const *objects; /* by descending id */
    uint32_t object_count;
    const tw_field *const *all_fields; /* by descending id */
    uint32_t field_count;
    tw_map by_id;       /* object id -> tw_object */
    tw_map by_singular; /* active objects */
    tw_map by_plural;   /* active objects */
    tw_map field_by_id; /* field id -> tw_field */
    tw_map index_by_id; /* index id -> tw_index */
    /* private */
    tw_arena *arena;
    int refs; /* atomic */
    tw_alloc alloc;
};

/* Read the whole model from the file (inside a transaction). */
tw_status tw__catalog_load(tw_op *op, tw_catalog **out);
void tw__catalog_acquire(tw_catalog *c);
void tw__catalog_release(tw_catalog *c); /* frees the last one; NULL: nothing */

const tw_object *tw__object_by_singular(const tw_catalog *c, tw_str name);
const tw_object *tw__object_by_plural(const tw_catalog *c, tw_str name);
const tw_object *tw__object_by_id(const tw_catalog *c, tw_str id);
const tw_field *tw__field_by_id(const tw_catalog *c, tw_str id);

/* An active field by its own name; `*is_join`: the name was a join name. */
const tw_field *tw__field_find(const tw_object *o, tw_str name, bool *is_join);
/* The part of a composite field, or -1. */
int tw__field_part(const tw_field *f, tw_str name);
/* The option with that value, or NULL. */
const tw_option *tw__field_option(const tw_field *f, tw_str value);

#endif
