/* metadata_change.c -- mutations of the data model: the change, then what is
** selected of the entity as the change left it (a deleted one: as it was). */
#include "graphql/metadata_inside.h"

#include "model/change.h"

typedef struct change {
    tw_gql_show *s;
    const tw_gql_model_item *item;
    const tw_json *input;
} change;

/* Nothing is shown of what is not there: the change will say so. */
static void show(const change *c, tw_str id)
{
    const tw_catalog *model = c->s->op->catalog;
    const tw_gql_model_plan *plan = c->item->below;
    const tw_object *o;
    const tw_field *f;
    const tw_index *x;

    switch ((int)c->item->verb) {
    case TW_GQL_M_CREATE_OBJECT:
    case TW_GQL_M_UPDATE_OBJECT:
    case TW_GQL_M_DELETE_OBJECT:
        o = tw__object_by_id(model, id);
        if (o != NULL)
            tw__gql_show_object(c->s, plan, o);
        break;
    case TW_GQL_M_CREATE_FIELD:
    case TW_GQL_M_UPDATE_FIELD:
    case TW_GQL_M_DELETE_FIELD:
        f = tw__field_by_id(model, id);
        if (f != NULL)
            tw__gql_show_field(c->s, plan, f, 0);
        break;
    default:
        x = tw__map_get(&model->index_by_id, id);
        if (x != NULL)
            tw__gql_show_index(c->s, plan, x);
        break;
    }
}

static tw_status create(const change *c)
{
    tw_op *op = c->s->op;
    tw_str id = TW_NO_STR;
    tw_status st;

    if (c->item->verb == TW_GQL_M_CREATE_OBJECT)
        st = tw__object_create(op, tw__json_member(c->input, "object"), &id);
    else if (c->item->verb == TW_GQL_M_CREATE_FIELD)
        st = tw__field_create(op, tw__json_member(c->input, "field"), &id);
    else
        st = tw__index_create(op, tw__json_member(c->input, "index"), &id);
    if (st == TW_E_INDEX_FIELDS_REQUIRED)
        op->sub_code = TW_STR(""); /* refused before its own rules speak */
    if (st == TW_OK)
        show(c, id);
    return op->error.status;
}

static tw_status update(const change *c, tw_str id)
{
    const tw_json *in = tw__json_member(c->input, "update");
    tw_op *op = c->s->op;

    if ((c->item->verb == TW_GQL_M_UPDATE_OBJECT
             ? tw__object_update(op, id, in)
             : tw__field_update(op, id, in)) == TW_OK)
        show(c, id);
    return op->error.status;
}

static tw_status destroy(const change *c, tw_str id)
{
    tw_op *op = c->s->op;

    show(c, id);
    if (op->error.status != TW_OK)
        return op->error.status;
    if (c->item->verb == TW_GQL_M_DELETE_OBJECT)
        return tw__object_delete(op, id);
    if (c->item->verb == TW_GQL_M_DELETE_FIELD)
        return tw__field_delete(op, id);
    return tw__index_delete(op, id);
}

static tw_status run(const change *c)
{
    tw_op *op = c->s->op;
    tw_str id = TW_NO_STR;

    switch ((int)c->item->verb) {
    case TW_GQL_M_CREATE_OBJECT:
    case TW_GQL_M_CREATE_FIELD:
    case TW_GQL_M_CREATE_INDEX:
        return create(c);
    case TW_GQL_M_UPDATE_OBJECT:
    case TW_GQL_M_UPDATE_FIELD:
        return tw__gql_model_id(op, c->input, &id) != TW_OK ? op->error.status
                                                            : update(c, id);
    case TW_GQL_M_DELETE_OBJECT:
    case TW_GQL_M_DELETE_FIELD:
    case TW_GQL_M_DELETE_INDEX:
        return tw__gql_model_id(op, c->input, &id) != TW_OK ? op->error.status
                                                            : destroy(c, id);
    default:
        return tw__fail(op, TW_E_INTERNAL, "", "no such field");
    }
}

tw_status tw__gql_model_change(tw_gql_show *s,
                               const tw_gql_model_item *item,
                               const tw_json *arguments)
{
    const change c = {s, item, tw__json_member(arguments, "input")};
    tw_op *op = s->op;
    tw_catalog *before = (tw_catalog *)(uintptr_t)op->catalog;
    bool owned = op->model_changed;
    tw_status st;

    /* what cannot be shown is not done: then the model is the one before */
    tw__catalog_acquire(before);
    st = run(&c);
    if (st == TW_OK && s->out->failed)
        st = tw__fail_nomem(op);
    if (st != TW_OK && op->catalog != before) {
        tw__catalog_release((tw_catalog *)(uintptr_t)op->catalog);
        op->catalog = before;
        op->model_changed = owned;
        if (owned) /* its one reference is op's again */
            return st;
    }
    tw__catalog_release(before);
    return st;
}
