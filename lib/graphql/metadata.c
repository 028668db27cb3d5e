/* metadata.c -- the root fields of /metadata. */
#include "graphql/metadata_inside.h"

/* Its form was checked as that of every UUID. */
tw_status tw__gql_model_id(tw_op *op, const tw_json *in, tw_str *id)
{
    const tw_json *v = tw__json_member(in, "id");

    if (v == NULL || v->type != TW_JSON_TEXT)
        return tw__fail(op, TW_E_INVALID, "/id", "an id must be text");
    *id = tw__gql_model_lower(op, v->text);
    return op->error.status;
}

/* One entity by its id. */
static void show_one(tw_gql_show *s,
                     const tw_gql_model_item *item,
                     const tw_json *arguments)
{
    tw_op *op = s->op;
    bool field = item->verb == TW_GQL_M_FIELD;
    const tw_object *o;
    const tw_field *f;
    tw_str id = TW_NO_STR;

    if (tw__gql_model_id(op, arguments, &id) != TW_OK)
        return;
    f = field ? tw__field_by_id(op->catalog, id) : NULL;
    o = field ? NULL : tw__object_by_id(op->catalog, id);
    if (f != NULL) {
        tw__gql_show_field(s, item->below, f, TW_GQL_FIELD_ALONE);
    } else if (o != NULL) {
        tw__gql_show_object(s, item->below, o);
    } else {
        tw__fail(op, field ? TW_E_FIELD_UNKNOWN : TW_E_OBJECT_NOT_FOUND, "/id",
                 "there is no %s with the id %.*s", field ? "field" : "object",
                 TW_FMT(id));
        op->sub_code = TW_STR(""); /* of changes only */
    }
}

/* A page of all there are; the catalog has them by descending id. */
static void show_all(tw_gql_show *s, const tw_gql_model_item *item)
{
    const tw_catalog *c = s->op->catalog;
    bool fields = item->verb == TW_GQL_M_FIELDS;
    tw_gql_model_list list;

    tw__gql_model_list(s->op, fields ? TW_GQL_MODEL_FIELD : TW_GQL_MODEL_OBJECT,
                       fields ? c->field_count : c->object_count, &list);
    if (list.items == NULL)
        return;
    for (uint32_t i = 0; i < list.count; i++)
        list.items[i] = fields ? (const void *)c->all_fields[i]
                               : (const void *)c->objects[i];
    tw__gql_show_connection(s, item, &list);
}

static tw_status answer(tw_gql_show *s,
                        const tw_gql_model_item *item,
                        const tw_json *arguments)
{
    switch ((int)item->verb) {
    case TW_GQL_M_OBJECT:
    case TW_GQL_M_FIELD:
        show_one(s, item, arguments);
        break;
    case TW_GQL_M_OBJECTS:
    case TW_GQL_M_FIELDS:
        show_all(s, item);
        break;
    case TW_GQL_M_RECORD_COUNTS:
        tw__gql_show_record_counts(s, item->below);
        break;
    case TW_GQL_M_MINIMAL:
        tw__gql_show_minimal(s, item->below);
        break;
    default:
        return tw__gql_model_change(s, item, arguments);
    }
    return s->op->error.status;
}

tw_status tw__gql_metadata_field(tw_gql_run *run,
                                 const tw_gql_node *node,
                                 const tw_gql_path *path,
                                 tw_buf *out)
{
    tw_op *op = run->op;
    tw_gql_show s = {.op = op, .out = out, .from = out->len};
    tw_gql_model_item item;
    const tw_json *arguments;
    tw_status st;

    (void)path; /* nothing inside fails by itself */
    if (!run->request->authenticated) {
        op->sub_code = TW_STR("");
        return tw__fail(op, TW_E_FORBIDDEN, "", "Forbidden resource");
    }
    if (tw__gql_node_arguments(run, node, &arguments) != TW_OK ||
        tw__gql_model_plan(run, node, &item) != TW_OK)
        return op->error.status;
    st = answer(&s, &item, arguments);
    if (st == TW_OK && out->failed)
        st = tw__fail_nomem(op);
    if (st != TW_OK)
        tw__buf_cut(out, s.from);
    return st;
}
