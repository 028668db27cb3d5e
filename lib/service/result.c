/* result.c -- answers that outlive the call: JSON text, and values on demand. */
#include "service/result.h"

#include "base/json.h"
#include "base/limits.h"

/* A stored JSON value may be as deep as a body may be; in an answer it stands
** some levels deeper. */
enum {
    ANSWER_DEPTH = TW_LIMIT_JSON_DEPTH + 32
};

struct tw_result {
    tw_alloc alloc;
    tw_limits limits;
    tw_arena *arena;     /* of the values, made on the first look */
    const tw_json *root; /* NULL: not taken apart yet */
    tw_buf text;         /* NUL-terminated behind its length */
};

tw_status tw__result_new(tw_op *op, tw_buf *b, tw_result **out)
{
    tw_result *r;

    b->max = 0;
    tw__buf_char(b, '\0');
    if (tw__buf_status(b) != TW_OK)
        return tw__fail_nomem(op);
    r = tw__alloc_zero(op->alloc, sizeof(*r));
    if (r == NULL)
        return tw__fail_nomem(op);
    r->alloc = *op->alloc;
    r->limits = *op->limits;
    r->limits.max_json_depth = ANSWER_DEPTH;
    r->text = *b;
    r->text.alloc = &r->alloc;
    r->text.len--;
    tw__buf_init(b, op->alloc);
    *out = r;
    return TW_OK;
}

void tw_result_free(tw_result *result)
{
    tw_alloc a;

    if (result == NULL)
        return;
    a = result->alloc;
    tw__arena_free(result->arena);
    tw__buf_fini(&result->text);
    tw__alloc_free(&a, result, sizeof(*result));
}

tw_str tw_result_json(const tw_result *result)
{
    return result == NULL ? TW_NO_STR : tw__buf_view(&result->text);
}

const tw_value *tw_result_value(tw_result *result)
{
    tw_op op = {0};

    if (result == NULL)
        return NULL;
    if (result->root != NULL)
        return (const tw_value *)result->root;
    if (result->arena == NULL)
        result->arena = tw__arena_new(&result->alloc);
    if (result->arena == NULL)
        return NULL;
    op.alloc = &result->alloc;
    op.arena = result->arena;
    op.limits = &result->limits;
    if (tw__json_read(&op, tw_result_json(result), &result->root) != TW_OK)
        result->root = NULL;
    return (const tw_value *)result->root;
}

static const tw_json *node_of(const tw_value *value)
{
    return (const tw_json *)value;
}

tw_value_type tw_value_type_of(const tw_value *value)
{
    static const tw_value_type types[] = {
        [TW_JSON_NULL] = TW_VALUE_NULL,     [TW_JSON_FALSE] = TW_VALUE_BOOL,
        [TW_JSON_TRUE] = TW_VALUE_BOOL,     [TW_JSON_NUMBER] = TW_VALUE_NUMBER,
        [TW_JSON_TEXT] = TW_VALUE_TEXT,     [TW_JSON_LIST] = TW_VALUE_LIST,
        [TW_JSON_OBJECT] = TW_VALUE_OBJECT,
    };

    return value == NULL ? TW_VALUE_NULL : types[node_of(value)->type];
}

size_t tw_value_count(const tw_value *value)
{
    return value == NULL ? 0 : node_of(value)->count;
}

const tw_value *tw_value_at(const tw_value *value, size_t index)
{
    return index < tw_value_count(value)
               ? (const tw_value *)&node_of(value)->items[index]
               : NULL;
}

tw_str tw_value_name_at(const tw_value *value, size_t index)
{
    if (tw_value_type_of(value) != TW_VALUE_OBJECT ||
        index >= tw_value_count(value))
        return TW_NO_STR;
    return node_of(value)->items[index].key;
}

const tw_value *tw_value_get(const tw_value *value, const char *name)
{
    if (name == NULL || tw_value_type_of(value) != TW_VALUE_OBJECT)
        return NULL;
    return (const tw_value *)tw__json_member(node_of(value), name);
}

tw_str tw_value_text(const tw_value *value)
{
    return tw_value_type_of(value) == TW_VALUE_TEXT ? node_of(value)->text
                                                    : TW_NO_STR;
}

double tw_value_number(const tw_value *value)
{
    return tw_value_type_of(value) == TW_VALUE_NUMBER ? node_of(value)->number
                                                      : 0;
}

bool tw_value_bool(const tw_value *value)
{
    return value != NULL && node_of(value)->type == TW_JSON_TRUE;
}
