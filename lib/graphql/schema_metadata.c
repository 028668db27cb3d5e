/* schema_metadata.c -- the schema of /metadata: its root fields, and its types
** put together. */
#include "graphql/schema_metadata.h"

#define PAGE "paging: CursorPaging! = {first: 10}"

static const tw_gql_row query_rows[] = {
    {"object", "Object!", "id: UUID!", TW_GQL_M_OBJECT,
     "The object with that id.", NULL},
    {"objects", "ObjectConnection!", PAGE ", filter: ObjectFilter! = {}",
     TW_GQL_M_OBJECTS, "The objects that match, by descending id.", NULL},
    {"field", "Field!", "id: UUID!", TW_GQL_M_FIELD, "The field with that id.",
     NULL},
    {"fields", "FieldConnection!", PAGE ", filter: FieldFilter! = {}",
     TW_GQL_M_FIELDS, "The fields of all objects that match, by descending id.",
     NULL},
    {"objectRecordCounts", "[ObjectRecordCount!]!", NULL,
     TW_GQL_M_RECORD_COUNTS, "How many records every object has.", NULL},
    {"minimalMetadata", "MinimalMetadata!", NULL, TW_GQL_M_MINIMAL,
     "What a client needs to begin with.", NULL},
    TW_GQL_ROW_END,
};

static const tw_gql_row mutation_rows[] = {
    {"createOneObject", "Object!", "input: CreateOneObjectInput!",
     TW_GQL_M_CREATE_OBJECT, "Make an object, its table and its API.", NULL},
    {"deleteOneObject", "Object!", "input: DeleteOneObjectInput!",
     TW_GQL_M_DELETE_OBJECT, "Delete an object with all its records.", NULL},
    {"updateOneObject", "Object!", "input: UpdateOneObjectInput!",
     TW_GQL_M_UPDATE_OBJECT, "Change what was given of an object.", NULL},
    {"createOneIndex", "Index!", "input: CreateOneIndexInput!",
     TW_GQL_M_CREATE_INDEX, "Make an index.", NULL},
    {"deleteOneIndex", "Index!", "input: DeleteOneIndexInput!",
     TW_GQL_M_DELETE_INDEX, "Delete an index that was made by request.", NULL},
    {"createOneField", "Field!", "input: CreateOneFieldMetadataInput!",
     TW_GQL_M_CREATE_FIELD, "Make a field, or a pair of related ones.", NULL},
    {"updateOneField", "Field!", "input: UpdateOneFieldMetadataInput!",
     TW_GQL_M_UPDATE_FIELD, "Change what was given of a field.", NULL},
    {"deleteOneField", "Field!", "input: DeleteOneFieldInput!",
     TW_GQL_M_DELETE_FIELD, "Delete a field with its values.", NULL},
    TW_GQL_ROW_END,
};

static const tw_gql_table roots[] = {
    TW_GQL_TABLE_OBJECT("Query", "Where queries start.", query_rows),
    TW_GQL_TABLE_OBJECT("Mutation", "Where mutations start.", mutation_rows),
    TW_GQL_TABLE_END,
};

static tw_gql_entry *entry_of(tw_gql_schema *s, const char *name)
{
    return tw__map_get(&s->by_name, tw_str_of(name));
}

tw_status tw__gql_schema_metadata(tw_op *op, tw_gql_schema **out)
{
    tw_gql_schema *s;

    *out = NULL;
    if (tw__gql_schema_new(op, 64, &s) != TW_OK)
        return op->error.status;
    if (tw__gql_register_tables(op, s, tw__gql_metadata_inputs) != TW_OK ||
        tw__gql_register_tables(op, s, tw__gql_metadata_types) != TW_OK ||
        tw__gql_register_tables(op, s, roots) != TW_OK) {
        tw__gql_schema_free(s);
        return op->error.status;
    }
    s->query = entry_of(s, "Query");
    s->mutation = entry_of(s, "Mutation");
    *out = s;
    return TW_OK;
}
