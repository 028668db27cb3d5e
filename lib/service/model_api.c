/* model_api.c -- tw_object_*, tw_field_*, tw_index_*: the data model by call.
** What a change makes is shown from the snapshot it leaves in op->catalog. */
#include "service/record_args.h"

#include "model/change.h"
#include "rest/metadata.h"
#include "twentyapi/model.h"

typedef struct model_args {
    tw_str id, json;
    const tw_model_page *page;
    const char *resource; /* "objects" or "fields" */
} model_args;

/* The object with that id or name. */
static const tw_object *find_object(tw_op *op, tw_str id_or_name)
{
    const tw_object *o = tw__object_by_id(op->catalog, id_or_name);

    if (o == NULL)
        o = tw__object_by_singular(op->catalog, id_or_name);
    if (o == NULL)
        o = tw__object_by_plural(op->catalog, id_or_name);
    if (o == NULL)
        tw__fail(op, TW_E_OBJECT_NOT_FOUND, "", "there is no object '%.*s'",
                 TW_FMT(id_or_name));
    return o;
}

static const tw_field *find_field(tw_op *op, tw_str id)
{
    const tw_field *f = tw__field_by_id(op->catalog, id);

    if (f == NULL)
        tw__fail(op, TW_E_FIELD_UNKNOWN, "", "there is no field '%.*s'",
                 TW_FMT(id));
    return f;
}

static tw_status object_create(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_json *in;
    tw_str id;

    if (tw__record_json(op, a->json, &in) != TW_OK ||
        tw__object_create(op, in, &id) != TW_OK)
        return op->error.status;
    tw__object_render(out, tw__object_by_id(op->catalog, id), true, true);
    return TW_OK;
}

static tw_status object_get(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_object *o = find_object(op, a->id);

    if (o == NULL)
        return op->error.status;
    tw__object_render(out, o, true, false);
    return TW_OK;
}

static tw_status object_update(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_json *in;

    if (tw__record_json(op, a->json, &in) != TW_OK ||
        tw__object_update(op, a->id, in) != TW_OK)
        return op->error.status;
    tw__object_render(out, tw__object_by_id(op->catalog, a->id), true, true);
    return TW_OK;
}

static tw_status object_delete(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_object *o = find_object(op, a->id);

    if (o == NULL)
        return op->error.status;
    tw__object_render(out, o, false, true);
    return tw__object_delete(op, o->id);
}

static tw_status field_create(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_json *in;
    tw_str id;

    if (tw__record_json(op, a->json, &in) != TW_OK ||
        tw__field_create(op, in, &id) != TW_OK)
        return op->error.status;
    tw__field_render(out, tw__field_by_id(op->catalog, id), true);
    return TW_OK;
}

static tw_status field_get(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_field *f = find_field(op, a->id);

    if (f == NULL)
        return op->error.status;
    tw__field_render(out, f, false);
    return TW_OK;
}

static tw_status field_update(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_json *in;

    if (tw__record_json(op, a->json, &in) != TW_OK ||
        tw__field_update(op, a->id, in) != TW_OK)
        return op->error.status;
    tw__field_render(out, tw__field_by_id(op->catalog, a->id), true);
    return TW_OK;
}

static tw_status field_delete(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_field *f = find_field(op, a->id);

    if (f == NULL)
        return op->error.status;
    tw__field_render(out, f, true);
    return tw__field_delete(op, f->id);
}

static tw_status index_create(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_json *in;
    tw_str id;

    if (tw__record_json(op, a->json, &in) != TW_OK ||
        tw__index_create(op, in, &id) != TW_OK)
        return op->error.status;
    tw__index_render(out, tw__map_get(&op->catalog->index_by_id, id));
    return TW_OK;
}

static tw_status index_list(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_object *o = find_object(op, a->id);

    if (o == NULL)
        return op->error.status;
    tw__buf_char(out, '[');
    for (uint16_t i = 0; i < o->index_count; i++) {
        if (i > 0)
            tw__buf_char(out, ',');
        tw__index_render(out, o->indexes[i]);
    }
    tw__buf_char(out, ']');
    return TW_OK;
}

static tw_status index_delete(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    const tw_index *x = tw__map_get(&op->catalog->index_by_id, a->id);

    if (x != NULL)
        tw__index_render(out, x);
    return tw__index_delete(op, a->id);
}

static void add_param(tw_rest_request *req, const char *name, tw_str value)
{
    if (value.len > 0)
        req->params[req->param_count++] =
            (tw_param){.name = tw_str_of(name), .value = value};
}

/* A page, with the REST API's rules. */
static tw_status list(tw_op *op, const void *args, tw_buf *out)
{
    const model_args *a = args;
    tw_rest_request *req = tw__op_get(op, sizeof(*req));
    tw_rest_answer answer = {.status = 200, .out = out};

    if (req == NULL)
        return op->error.status;
    req->method = TW_METHOD_GET;
    req->path[0] = TW_STR("metadata");
    req->path[1] = tw_str_of(a->resource);
    req->path_count = 2;
    if (a->page != NULL) {
        if (a->page->struct_size < sizeof(*a->page))
            return tw__fail(op, TW_E_MISUSE, "",
                            "options not made with TW_MODEL_PAGE_INIT");
        if (a->page->limit > 0)
            add_param(req, "limit", tw__op_printf(op, "%u", a->page->limit));
        add_param(req, "starting_after", a->page->starting_after);
        add_param(req, "ending_before", a->page->ending_before);
    }
    if (op->error.status != TW_OK)
        return op->error.status;
    return tw__rest_metadata(op, req, &answer);
}

tw_status tw_object_create(tw_db *db, tw_str properties, tw_result **out)
{
    model_args args = {.json = properties};

    return tw__run_write(db, object_create, &args, out);
}

tw_status tw_object_get(tw_db *db, tw_str id_or_name, tw_result **out)
{
    model_args args = {.id = id_or_name};

    return tw__run_read(db, object_get, &args, out);
}

tw_status tw_object_list(tw_db *db, const tw_model_page *page, tw_result **out)
{
    model_args args = {.page = page, .resource = "objects"};

    return tw__run_read(db, list, &args, out);
}

tw_status tw_object_update(tw_db *db,
                           tw_str id,
                           tw_str properties,
                           tw_result **out)
{
    model_args args = {.id = id, .json = properties};

    return tw__run_write(db, object_update, &args, out);
}

tw_status tw_object_delete(tw_db *db, tw_str id, tw_result **out)
{
    model_args args = {.id = id};

    return tw__run_write(db, object_delete, &args, out);
}

tw_status tw_field_create(tw_db *db, tw_str properties, tw_result **out)
{
    model_args args = {.json = properties};

    return tw__run_write(db, field_create, &args, out);
}

tw_status tw_field_get(tw_db *db, tw_str id, tw_result **out)
{
    model_args args = {.id = id};

    return tw__run_read(db, field_get, &args, out);
}

tw_status tw_field_list(tw_db *db, const tw_model_page *page, tw_result **out)
{
    model_args args = {.page = page, .resource = "fields"};

    return tw__run_read(db, list, &args, out);
}

tw_status tw_field_update(tw_db *db,
                          tw_str id,
                          tw_str properties,
                          tw_result **out)
{
    model_args args = {.id = id, .json = properties};

    return tw__run_write(db, field_update, &args, out);
}

tw_status tw_field_delete(tw_db *db, tw_str id, tw_result **out)
{
    model_args args = {.id = id};

    return tw__run_write(db, field_delete, &args, out);
}

tw_status tw_index_create(tw_db *db, tw_str properties, tw_result **out)
{
    model_args args = {.json = properties};

    return tw__run_write(db, index_create, &args, out);
}

tw_status tw_index_list(tw_db *db, tw_str object, tw_result **out)
{
    model_args args = {.id = object};

    return tw__run_read(db, index_list, &args, out);
}

tw_status tw_index_delete(tw_db *db, tw_str id, tw_result **out)
{
    model_args args = {.id = id};

    return tw__run_write(db, index_delete, &args, out);
}
