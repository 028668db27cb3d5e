/* records.c -- from method and path to a handler.  The table is the whole of
** the routes; a pair of method and path that is not in it is refused, so that
** nothing that looks like a slip can touch data. */
#include "rest/records.h"

#include "base/uuid.h"
#include "rest/call.h"

/* The forms of a path behind "/rest". */
typedef enum form {
    FORM_OBJECTS,    /* {objects} */
    FORM_BATCH,      /* batch/{objects} */
    FORM_RESTORE,    /* restore/{objects} */
    FORM_DUPLICATES, /* {objects}/duplicates */
    FORM_GROUP,      /* {objects}/groupBy */
    FORM_MERGE,      /* {objects}/merge */
    FORM_RECORD,     /* {objects}/{id} */
    FORM_RESTORE_ID, /* restore/{objects}/{id} */
    FORM_FIELD,      /* {objects}/{id}/{field} */
    FORM_UNKNOWN
} form;

static const struct route {
    form form;
    tw_method method;
    int status;
    tw_status (*handle)(tw_call *c);
} routes[] = {
    {FORM_OBJECTS, TW_METHOD_GET, 200, tw__rest_list},
    {FORM_OBJECTS, TW_METHOD_POST, 201, tw__rest_create},
    {FORM_OBJECTS, TW_METHOD_PATCH, 200, tw__rest_update_many},
    {FORM_OBJECTS, TW_METHOD_PUT, 200, tw__rest_update_many},
    {FORM_OBJECTS, TW_METHOD_DELETE, 200, tw__rest_delete_many},
    {FORM_BATCH, TW_METHOD_POST, 201, tw__rest_create_many},
    {FORM_RESTORE, TW_METHOD_PATCH, 200, tw__rest_restore_many},
    {FORM_DUPLICATES, TW_METHOD_POST, 200, tw__rest_duplicates},
    {FORM_GROUP, TW_METHOD_GET, 200, tw__rest_group},
    {FORM_MERGE, TW_METHOD_PATCH, 200, tw__rest_merge},
    {FORM_RECORD, TW_METHOD_GET, 200, tw__rest_get},
    {FORM_RECORD, TW_METHOD_PATCH, 200, tw__rest_update},
    {FORM_RECORD, TW_METHOD_PUT, 200, tw__rest_update},
    {FORM_RECORD, TW_METHOD_DELETE, 200, tw__rest_delete},
    {FORM_RESTORE_ID, TW_METHOD_PATCH, 200, tw__rest_restore},
    {FORM_FIELD, TW_METHOD_GET, 200, tw__rest_field_get},
    {FORM_FIELD, TW_METHOD_PUT, 200, tw__rest_field_put},
    {FORM_FIELD, TW_METHOD_DELETE, 200, tw__rest_field_delete},
};

static form form_of(const tw_rest_request *req)
{
    const tw_str *p = req->path;

    switch (req->path_count) {
    case 1:
        return FORM_OBJECTS;
    case 2:
        if (tw__str_is(p[0], "batch"))
            return FORM_BATCH;
        if (tw__str_is(p[1], "duplicates"))
            return FORM_DUPLICATES;
        if (tw__str_is(p[1], "groupBy"))
            return FORM_GROUP;
        if (tw__str_is(p[1], "merge"))
            return FORM_MERGE;
        return tw__str_is(p[0], "restore") ? FORM_RESTORE : FORM_RECORD;
    case 3:
        if (tw__str_is(p[0], "batch"))
            return FORM_UNKNOWN;
        return tw__str_is(p[0], "restore") ? FORM_RESTORE_ID : FORM_FIELD;
    default:
        return FORM_UNKNOWN;
    }
}

static tw_status take_id(tw_call *c, tw_str segment)
{
    char *id = tw__op_get(c->op, TW_UUID_BYTES);

    if (id == NULL)
        return c->op->error.status;
    if (!tw__uuid_normal(segment, id))
        return tw__fail(c->op, TW_E_INVALID, "", "'%.*s' is not a valid UUID",
                        TW_FMT(segment));
    c->id = (tw_str){id, TW_UUID_BYTES};
    return TW_OK;
}

/* The path's names, by its form. */
static tw_status take_path(tw_call *c, form f)
{
    const tw_str *p = c->req->path;

    switch (f) {
    case FORM_BATCH:
    case FORM_RESTORE:
        c->plural = p[1];
        return TW_OK;
    case FORM_RESTORE_ID:
        c->plural = p[1];
        return take_id(c, p[2]);
    case FORM_RECORD:
        c->plural = p[0];
        return take_id(c, p[1]);
    case FORM_FIELD:
        c->plural = p[0];
        c->field = p[2];
        return take_id(c, p[1]);
    case FORM_OBJECTS:
    case FORM_DUPLICATES:
    case FORM_GROUP:
    case FORM_MERGE:
    case FORM_UNKNOWN:
        break;
    }
    c->plural = p[0];
    return TW_OK;
}

static const struct route *find_route(form f, tw_method method)
{
    for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++)
        if (routes[i].form == f && routes[i].method == method)
            return &routes[i];
    return NULL;
}

bool tw__rest_reads(const tw_rest_request *req)
{
    return req->method == TW_METHOD_GET || form_of(req) == FORM_DUPLICATES;
}

tw_status tw__rest_records(tw_op *op,
                           const tw_rest_request *req,
                           tw_rest_answer *answer)
{
    tw_call c = {.op = op, .req = req, .answer = answer};
    form f = form_of(req);
    const struct route *route;

    if (f == FORM_UNKNOWN)
        return tw__fail(op, TW_E_INVALID, "",
                        "the path '%.*s' has too many segments or "
                        "none that fit",
                        TW_FMT(req->raw_path));
    if (take_path(&c, f) != TW_OK)
        return op->error.status;
    route = find_route(f, req->method);
    if (route == NULL)
        return tw__fail(op, TW_E_INVALID, "", "%.*s is not possible on '%.*s'",
                        TW_FMT(req->method_text), TW_FMT(req->raw_path));
    answer->status = route->status;
    return route->handle(&c);
}
