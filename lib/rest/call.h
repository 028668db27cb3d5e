/* call.h -- one call on the REST API over records, as the handlers see it. */
#ifndef REST_CALL_H
#define REST_CALL_H

#include "query/list.h"
#include "rest/request.h"

typedef struct tw_call {
    tw_op *op;
    const tw_rest_request *req;
    tw_rest_answer *answer;
    tw_str plural;           /* the path's name of the object */
    tw_str id;               /* lower-case UUID, or absent */
    tw_str field;            /* of a single field's endpoint, or absent */
    const tw_object *object; /* after tw__call_object() */
    uint32_t depth;
} tw_call;

/* Shared by the handlers (call.c). */

/* The object behind the path's plural name. */
tw_status tw__call_object(tw_call *c);
tw_status tw__call_depth(tw_call *c);
/* `filter`; `*out` is NULL when it is absent. */
tw_status tw__call_filter(tw_call *c, const tw_filter **out);
bool tw__call_flag(const tw_call *c, const char *name); /* exactly "true" */
/* A JSON object as body; an empty one where only a content type came. */
tw_status tw__call_body_object(tw_call *c, const tw_json **out);
/* How written records are shown. */
tw_status tw__call_answer(tw_call *c, uint32_t children, const tw_select **out);
/* `{"data":{"<verb><Name>":` and its end. */
void tw__call_open(tw_call *c, const char *verb, tw_str name);
void tw__call_close(tw_call *c);
/* The page of the request's parameters: limit, order_by, filter, cursors. */
tw_status tw__call_page(tw_call *c, tw_list_ask *ask);

/* The handlers: records_read.c, records_write.c, records_field.c. */
tw_status tw__rest_list(tw_call *c);
tw_status tw__rest_get(tw_call *c);
tw_status tw__rest_group(tw_call *c);
tw_status tw__rest_duplicates(tw_call *c);
tw_status tw__rest_create(tw_call *c);
tw_status tw__rest_create_many(tw_call *c);
tw_status tw__rest_update(tw_call *c);
tw_status tw__rest_update_many(tw_call *c);
tw_status tw__rest_delete(tw_call *c);
tw_status tw__rest_delete_many(tw_call *c);
tw_status tw__rest_restore(tw_call *c);
tw_status tw__rest_restore_many(tw_call *c);
tw_status tw__rest_merge(tw_call *c);
tw_status tw__rest_field_get(tw_call *c);
tw_status tw__rest_field_put(tw_call *c);
tw_status tw__rest_field_delete(tw_call *c);

#endif
