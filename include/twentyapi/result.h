/* result.h -- what a call answers: typed values to walk, or JSON text. */
#ifndef TWENTYAPI_RESULT_H
#define TWENTYAPI_RESULT_H

#include "status.h"
#include "value.h"

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The answer of one call.  Owns everything it hands out; independent of the
 * handle that made it, and of other results.  Freed once, with
 * tw_result_free().
 */
typedef struct tw_result tw_result;

/** A value inside a result; lives as long as the result. */
typedef struct tw_value tw_value;

typedef enum tw_value_type {
    TW_VALUE_NULL,
    TW_VALUE_BOOL,
    TW_VALUE_NUMBER,
    TW_VALUE_TEXT,
    TW_VALUE_LIST,
    TW_VALUE_OBJECT
} tw_value_type;

/** Free a result.  NULL does nothing.  @since 0.1 */
TW_API void tw_result_free(tw_result *result);

/** The whole answer as compact JSON text, UTF-8.  @since 0.1 */
TW_API tw_str tw_result_json(const tw_result *result);

/**
 * The answer as a value.  The text is taken apart on the first call; NULL when
 * memory runs out, or for a NULL result.
 *
 * @since 0.1
 */
TW_API const tw_value *tw_result_value(tw_result *result);

/** The type of a value; TW_VALUE_NULL for NULL.  @since 0.1 */
TW_API tw_value_type tw_value_type_of(const tw_value *value);

/** Members of an object, items of a list, else 0.  @since 0.1 */
TW_API size_t tw_value_count(const tw_value *value);

/** Item or member number `index` (from 0), or NULL.  @since 0.1 */
TW_API const tw_value *tw_value_at(const tw_value *value, size_t index);

/** The name of member number `index` of an object, or {NULL, 0}. @since 0.1 */
TW_API tw_str tw_value_name_at(const tw_value *value, size_t index);

/** The member `name` (NUL-terminated) of an object, or NULL.  @since 0.1 */
TW_API const tw_value *tw_value_get(const tw_value *value, const char *name);

/** The text, or {NULL, 0} when it is none.  @since 0.1 */
TW_API tw_str tw_value_text(const tw_value *value);

/** The number, or 0 when it is none.  @since 0.1 */
TW_API double tw_value_number(const tw_value *value);

/** True only for the boolean true.  @since 0.1 */
TW_API bool tw_value_bool(const tw_value *value);

#ifdef __cplusplus
}
#endif
#endif
