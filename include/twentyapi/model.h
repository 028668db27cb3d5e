/* model.h -- the data model: objects, fields, relations, indexes.
**
** Entities go in and come out as JSON, with the members of the REST metadata
** API; see include/README.md.  A relation is a field of type RELATION or
** MORPH_RELATION.  A change is one transaction: it is checked as a whole, the
** tables are changed, and the next call on every handle and in every process
** sees the new model.
**
** Statuses common to all calls: TW_E_MISUSE, TW_E_BUSY, TW_E_READONLY,
** TW_E_FULL, TW_E_IO, TW_E_CORRUPT, TW_E_TIMEOUT, TW_E_NOMEM; to the writing
** calls also
**   TW_E_INVALID, TW_E_TOO_LARGE  the JSON cannot be read, or is too long;
**   TW_E_PROPERTY_CHECK       a property is missing or of the wrong kind;
**   TW_E_METADATA_VALIDATION  the change is refused: tw_db_error_report() tells
**                             each complaint with its code and value;
**   TW_E_INVALID_OBJECT_INPUT, TW_E_FIELD_MUTATION_NOT_ALLOWED
**                             a standard object or field does not allow it.
*/
#ifndef TWENTYAPI_MODEL_H
#define TWENTYAPI_MODEL_H

#include "db.h"
#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

/** One page of objects or fields.  All-zero asks for the first 60. */
typedef struct tw_model_page {
    size_t struct_size;    /* set by the initializer */
    uint32_t limit;        /* 0: 60; at most 200 */
    tw_str starting_after; /* an id */
    tw_str ending_before;  /* an id; at most one of the two */
} tw_model_page;

#define TW_MODEL_PAGE_INIT                   \
    {                                        \
        sizeof(tw_model_page), 0, {NULL, 0}, \
        {                                    \
            NULL, 0                          \
        }                                    \
    }

/** Create an object: {"nameSingular","namePlural","labelSingular",
 *  "labelPlural", ...}.  `out` is the object with its fields.  @since 0.1 */
TW_API tw_status tw_object_create(tw_db *db,
                                  tw_str properties,
                                  tw_result **out);
/** Read an object by its id, or by its singular or plural name.
 *  TW_E_OBJECT_NOT_FOUND.  @since 0.1 */
TW_API tw_status tw_object_get(tw_db *db, tw_str id_or_name, tw_result **out);
/** {"data":[...],"pageInfo":{...},"totalCount":n}, by descending id.
 *  TW_E_INVALID_QUERY_INPUT (a cursor that is no id).  @since 0.1 */
TW_API tw_status tw_object_list(tw_db *db,
                                const tw_model_page *page,
                                tw_result **out);
/** Change some properties.  TW_E_OBJECT_NOT_FOUND.  @since 0.1 */
TW_API tw_status tw_object_update(tw_db *db,
                                  tw_str id,
                                  tw_str properties,
                                  tw_result **out);
/** Delete an object with its fields and all its records.
 *  TW_E_OBJECT_NOT_FOUND.  @since 0.1 */
TW_API tw_status tw_object_delete(tw_db *db, tw_str id, tw_result **out);

/** Create a field or a relation: {"type","name","label","objectMetadataId",
 *  ...}.  `out` is the field.  @since 0.1 */
TW_API tw_status tw_field_create(tw_db *db, tw_str properties, tw_result **out);
/** Read a field by its id.  TW_E_FIELD_UNKNOWN.  @since 0.1 */
TW_API tw_status tw_field_get(tw_db *db, tw_str id, tw_result **out);
/** As tw_object_list().  @since 0.1 */
TW_API tw_status tw_field_list(tw_db *db,
                               const tw_model_page *page,
                               tw_result **out);
/** Change some properties of a field or of one side of a relation; an unknown
 *  id is TW_E_METADATA_VALIDATION.  @since 0.1 */
TW_API tw_status tw_field_update(tw_db *db,
                                 tw_str id,
                                 tw_str properties,
                                 tw_result **out);
/** Delete a field with its values; a relation with both its sides.
 *  TW_E_FIELD_UNKNOWN.  @since 0.1 */
TW_API tw_status tw_field_delete(tw_db *db, tw_str id, tw_result **out);

/** Create an index: {"objectMetadataId","fields":[{"fieldMetadataId",
 *  "subFieldName"}],"indexType":"BTREE"}.  TW_E_INDEX_..., TW_E_CUSTOM_INDEX_
 *  LIMIT.  @since 0.1 */
TW_API tw_status tw_index_create(tw_db *db, tw_str properties, tw_result **out);
/** The indexes of an object (by id or name): a list.
 *  TW_E_OBJECT_NOT_FOUND.  @since 0.1 */
TW_API tw_status tw_index_list(tw_db *db, tw_str object, tw_result **out);
/** Delete a custom index.  TW_E_INDEX_NOT_FOUND, TW_E_SYSTEM_INDEX.
 *  @since 0.1 */
TW_API tw_status tw_index_delete(tw_db *db, tw_str id, tw_result **out);

#ifdef __cplusplus
}
#endif
#endif
