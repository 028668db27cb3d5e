/* tree.h -- making and changing JSON trees in an operation's arena: options,
** settings, overrides and defaults of the data model. */
#ifndef MODEL_TREE_H
#define MODEL_TREE_H

#include "base/json.h"

static inline tw_json tw__tree_of(tw_str text)
{
    return (tw_json){.type = text.ptr == NULL ? TW_JSON_NULL : TW_JSON_TEXT,
                     .text = text};
}

static inline tw_json tw__tree_flag(bool v)
{
    return (tw_json){.type = v ? TW_JSON_TRUE : TW_JSON_FALSE};
}

static inline tw_json tw__tree_number(double v)
{
    return (tw_json){.type = TW_JSON_NUMBER, .number = v};
}

/* NULL or JSON's null. */
static inline bool tw__tree_nil(const tw_json *node)
{
    return node == NULL || node->type == TW_JSON_NULL;
}

static inline bool tw__tree_is_text(const tw_json *node)
{
    return node != NULL && node->type == TW_JSON_TEXT;
}

/* A shallow copy of an object (or, NULL, an empty one) with room for `more`
** members.  NULL: op->error is set. */
tw_json *tw__tree_object(tw_op *op, const tw_json *from, uint32_t more);
/* Replace or add a member; there must be room. */
void tw__tree_set(tw_json *object, const char *key, tw_json value);
void tw__tree_remove(tw_json *object, const char *key);
/* An empty list with room for `room` items. */
tw_json *tw__tree_list(tw_op *op, uint32_t room);

/* A deep copy whose text leaves are trimmed, their inner white space
** collapsed.  NULL: op->error is set. */
tw_json *tw__tree_collapse(tw_op *op, const tw_json *from);

/* Compact JSON text; absent for NULL and for null (then and only then .ptr is
** NULL without an error). */
tw_status tw__tree_text(tw_op *op, const tw_json *node, tw_str *out);
/* Stored JSON text back into a tree; absent gives NULL. */
tw_status tw__tree_read(tw_op *op, tw_str text, const tw_json **out);

bool tw__tree_equal(const tw_json *a, const tw_json *b);

#endif
