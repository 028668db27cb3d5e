/* record.h -- records: one, many, by filter.
**
** Common to all calls below.  `object` is the singular name ("company").  Ids
** are UUIDs as text.  `out` receives the answer, freed with tw_result_free();
** it is set to NULL on any error, and may itself be NULL when the answer is
** not wanted.  Each writing call is one transaction: all or nothing, and on
** disk when it returns (see tw_durability).
**
** Besides the statuses named at each call, all may answer
**   TW_E_MISUSE             an argument is NULL, absent or out of range;
**   TW_E_OBJECT_NOT_FOUND   no object has that name;
**   TW_E_BUSY               another writer held the lock too long;
**   TW_E_TIMEOUT            it ran longer than `query_timeout_ms`, or
**                           tw_db_interrupt() was called;
**   TW_E_TOO_LARGE          more than `max_body_bytes` of JSON;
**   TW_E_READONLY, TW_E_FULL, TW_E_IO, TW_E_CORRUPT, TW_E_NOMEM.
**
** Writing calls refuse input with
**   TW_E_INVALID            a field is unknown or its value does not fit; the
**                           error's `path` names it, e.g. "/2/name/firstName";
**   TW_E_CONFLICT           a unique value or the id is taken by another record;
**   TW_E_INVALID_URL, TW_E_INVALID_PHONE_NUMBER, TW_E_INVALID_PHONE_..._CODE,
**   TW_E_CONFLICTING_PHONE_...   what they say;
**   TW_E_PERMISSION_DENIED, TW_E_FORBIDDEN, TW_E_UNAUTHORIZED
**                           the object has rules of its own.
*/
#ifndef TWENTYAPI_RECORD_H
#define TWENTYAPI_RECORD_H

#include "db.h"
#include "query.h"
#include "result.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How a record is written and answered.  All-zero is the default. */
typedef struct tw_record_options {
    size_t struct_size; /* set by the initializer */
    uint32_t depth;     /* of the answer: 0 or 1 */
    bool upsert; /* update the record that has the same id or unique values,
                    restoring it if it is soft-deleted; else create */
    tw_str actor_name;   /* of createdBy and updatedBy; default "System" */
    tw_str actor_source; /* "API", "IMPORT", ...; default "SYSTEM" */
} tw_record_options;

#define TW_RECORD_OPTIONS_INIT                          \
    {                                                   \
        sizeof(tw_record_options), 0, false, {NULL, 0}, \
        {                                               \
            NULL, 0                                     \
        }                                               \
    }

/**
 * Create one record, or upsert it.
 *
 * @param fields  JSON object keyed by field name, as in the REST body.  Fields
 *                left out take their default.
 * @param out     The stored record.
 * @return TW_OK, and as above; TW_E_INVALID_QUERY_INPUT when `id` is no UUID.
 * @since 0.1
 */
TW_API tw_status tw_record_create(tw_db *db,
                                  const char *object,
                                  tw_str fields,
                                  const tw_record_options *options,
                                  tw_result **out);

/**
 * Create many records in one transaction, or upsert them: all or nothing.
 *
 * @param records  JSON array of objects; at most `max_batch` of them.
 * @param out      The stored records, a list ordered by the places they asked
 *                 for: "first" (or none), "last", a number; within each, as in
 *                 the input.  Of an upsert what was updated comes first, each
 *                 record once.
 * @since 0.1
 */
TW_API tw_status tw_record_create_many(tw_db *db,
                                       const char *object,
                                       tw_str records,
                                       const tw_record_options *options,
                                       tw_result **out);

/**
 * Read one live record.
 *
 * @param depth  0, or 1 for its related records too.
 * @return TW_OK, or TW_E_NOT_FOUND (unknown or soft-deleted), TW_E_INVALID (the
 *         id is no UUID), and as above.
 * @since 0.1
 */
TW_API tw_status tw_record_get(tw_db *db,
                               const char *object,
                               tw_str id,
                               uint32_t depth,
                               tw_result **out);

/**
 * Read one page of records.
 *
 * @param out  {"records":[...],"totalCount":n,"pageInfo":{"hasNextPage",
 *             "hasPreviousPage","startCursor","endCursor"}}
 * @return TW_OK, and as above; TW_E_INVALID (the filter, its fields, values or
 *         the cursor), TW_E_FIELD_NOT_FOUND and TW_E_INVALID_QUERY_INPUT
 *         (`order_by`), TW_E_INVALID_CURSOR (made with another order).
 * @since 0.1
 */
TW_API tw_status tw_record_list(tw_db *db,
                                const char *object,
                                const tw_list_options *options,
                                tw_result **out);

/**
 * Change one record.  Fields left out keep their value.
 *
 * @return TW_OK, or TW_E_NOT_FOUND, and as above.
 * @since 0.1
 */
TW_API tw_status tw_record_update(tw_db *db,
                                  const char *object,
                                  tw_str id,
                                  tw_str fields,
                                  const tw_record_options *options,
                                  tw_result **out);

/**
 * Change all records that match `filter` in the same way.
 *
 * @param filter  Required and not empty; else TW_E_INVALID.
 * @param out     The changed records, a list.
 * @return TW_OK, or TW_E_TOO_MANY_RECORDS_TO_UPDATE (more than `max_update`;
 *         nothing is changed), and as above.
 * @since 0.1
 */
TW_API tw_status tw_record_update_many(tw_db *db,
                                       const char *object,
                                       tw_str filter,
                                       tw_str fields,
                                       const tw_record_options *options,
                                       tw_result **out);

/** Soft-delete one record: `out` is the record.  TW_E_NOT_FOUND.  @since 0.1 */
TW_API tw_status tw_record_delete(tw_db *db,
                                  const char *object,
                                  tw_str id,
                                  tw_result **out);

/** Soft-delete what matches `filter` (required): `out` is a list. @since 0.1 */
TW_API tw_status tw_record_delete_many(tw_db *db,
                                       const char *object,
                                       tw_str filter,
                                       tw_result **out);

/** Bring one record back: `out` is the record.  TW_E_NOT_FOUND, TW_E_CONFLICT
 *  (its unique value was taken meanwhile).  @since 0.1 */
TW_API tw_status tw_record_restore(tw_db *db,
                                   const char *object,
                                   tw_str id,
                                   uint32_t depth,
                                   tw_result **out);

/** Bring back what matches `filter` (required): `out` is a list. @since 0.1 */
TW_API tw_status tw_record_restore_many(tw_db *db,
                                        const char *object,
                                        tw_str filter,
                                        uint32_t depth,
                                        tw_result **out);

/**
 * Remove one record for good.  Records that point to it follow the relation's
 * onDelete.  `out` is {"id":...}.  TW_E_NOT_FOUND, TW_E_INVALID (RESTRICT).
 *
 * @since 0.1
 */
TW_API tw_status tw_record_destroy(tw_db *db,
                                   const char *object,
                                   tw_str id,
                                   tw_result **out);

/** Remove what matches `filter` (required) for good: a list of {"id":...}.
 *  @since 0.1 */
TW_API tw_status tw_record_destroy_many(tw_db *db,
                                        const char *object,
                                        tw_str filter,
                                        tw_result **out);

/**
 * Find records that look like others, by the object's duplicate criteria.
 *
 * @param question  JSON {"data":[{...}]} (candidates) or {"ids":["..."]}.
 * @param out       A list with one {"<object>Duplicates":[...],"totalCount",
 *                  "pageInfo"} for each candidate.
 * @since 0.1
 */
TW_API tw_status tw_record_duplicates(tw_db *db,
                                      const char *object,
                                      tw_str question,
                                      uint32_t depth,
                                      tw_result **out);

/**
 * Make one record of several: the one at `conflictPriorityIndex` survives.
 *
 * @param question  JSON {"ids":[2 to 9],"conflictPriorityIndex":n,"dryRun":b}.
 * @param out       The survivor; for a dry run what it would be.
 * @return TW_OK, or TW_E_NOT_FOUND (an id), TW_E_INVALID, and as above.
 * @since 0.1
 */
TW_API tw_status tw_record_merge(tw_db *db,
                                 const char *object,
                                 tw_str question,
                                 uint32_t depth,
                                 tw_result **out);

/**
 * Group records and aggregate them.
 *
 * @param out  A list of {"groupByDimensionValues":[...], aggregates...,
 *             "records":[...]}.
 * @return TW_OK, or TW_E_INVALID, TW_E_USER_INPUT (the order), and as above.
 * @since 0.1
 */
TW_API tw_status tw_record_group(tw_db *db,
                                 const char *object,
                                 const tw_group_options *options,
                                 tw_result **out);

#ifdef __cplusplus
}
#endif
#endif
