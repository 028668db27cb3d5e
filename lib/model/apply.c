/* apply.c -- makes the tables follow the rows: two snapshots are compared, the
** one before the change and the one after, and DDL is run for what differs.
** So the changes themselves only write rows. */
#include "model/change_inside.h"

#include "model/ddl.h"
#include "store/stmt.h"

typedef struct pair {
    tw_op *op;
    const tw_catalog *from, *to;
} pair;

static bool same_column_names(const tw_field *a, const tw_field *b)
{
    if (a->column_count != b->column_count)
        return false;
    for (uint8_t i = 0; i < a->column_count; i++)
        if (!tw__str_eq(a->columns[i].name, b->columns[i].name))
            return false;
    return true;
}

static bool same_index(const tw_index *a, const tw_index *b)
{
    return tw__str_eq(a->name, b->name) && a->member_count == b->member_count;
}

static bool same_search(const tw_object *a, const tw_object *b)
{
    if (a->search_count != b->search_count)
        return false;
    for (uint8_t i = 0; i < a->search_count; i++)
        if (!tw__str_eq(a->search_fields[i]->id, b->search_fields[i]->id))
            return false;
    return true;
}

/* Indexes that go, or change their name, go first: columns may follow. */
static tw_status drop_indexes(const pair *p)
{
    for (uint32_t i = 0; i < p->from->object_count; i++) {
        const tw_object *o = p->from->objects[i];

        if (tw__object_by_id(p->to, o->id) == NULL)
            continue;
        for (uint16_t k = 0; k < o->index_count; k++) {
            const tw_index *x = o->indexes[k];
            const tw_index *now = tw__map_get(&p->to->index_by_id, x->id);

            if ((now == NULL || !same_index(x, now)) &&
                tw__ddl_index_drop(p->op, x) != TW_OK)
                return p->op->error.status;
        }
    }
    return TW_OK;
}

static tw_status drop_fields(const pair *p)
{
    for (uint32_t i = 0; i < p->from->field_count; i++) {
        const tw_field *f = p->from->all_fields[i];

        if (tw__field_by_id(p->to, f->id) == NULL &&
            tw__object_by_id(p->to, f->object->id) != NULL &&
            tw__ddl_field_drop(p->op, f) != TW_OK)
            return p->op->error.status;
    }
    return TW_OK;
}

static tw_status drop_objects(const pair *p)
{
    for (uint32_t i = 0; i < p->from->object_count; i++)
        if (tw__object_by_id(p->to, p->from->objects[i]->id) == NULL &&
            tw__ddl_object_drop(p->op, p->from->objects[i]) != TW_OK)
            return p->op->error.status;
    return TW_OK;
}

/* A search field is lost only with its column, and that step sees to it. */
static tw_status rebuild_search(const pair *p)
{
    for (uint32_t i = 0; i < p->from->object_count; i++) {
        const tw_object *old = p->from->objects[i];
        const tw_object *now = tw__object_by_id(p->to, old->id);

        if (now != NULL && now->search_count >= old->search_count &&
            !same_search(old, now) &&
            tw__ddl_search_rebuild(p->op, now) != TW_OK)
            return p->op->error.status;
    }
    return TW_OK;
}

static tw_status rename_objects(const pair *p)
{
    for (uint32_t i = 0; i < p->from->object_count; i++) {
        const tw_object *old = p->from->objects[i];
        const tw_object *now = tw__object_by_id(p->to, old->id);

        if (now != NULL && !tw__str_eq(old->table, now->table) &&
            tw__ddl_object_rename(p->op, old, now) != TW_OK)
            return p->op->error.status;
    }
    return TW_OK;
}

static tw_status change_fields(const pair *p)
{
    for (uint32_t i = 0; i < p->from->field_count; i++) {
        const tw_field *old = p->from->all_fields[i];
        const tw_field *now = tw__field_by_id(p->to, old->id);

        if (now == NULL)
            continue;
        if (!same_column_names(old, now) &&
            tw__ddl_field_rename(p->op, old, now) != TW_OK)
            return p->op->error.status;
        if (now->relation == TW_RELATION_MANY_TO_ONE &&
            old->on_delete != now->on_delete &&
            tw__ddl_on_delete(p->op, now, now->on_delete) != TW_OK)
            return p->op->error.status;
    }
    return TW_OK;
}

static tw_status make_objects(const pair *p)
{
    for (uint32_t i = 0; i < p->to->object_count; i++)
        if (tw__object_by_id(p->from, p->to->objects[i]->id) == NULL &&
            tw__ddl_object_create(p->op, p->to->objects[i]) != TW_OK)
            return p->op->error.status;
    return TW_OK;
}

static tw_status make_fields(const pair *p)
{
    for (uint32_t i = 0; i < p->to->field_count; i++) {
        const tw_field *f = p->to->all_fields[i];

        if (tw__field_by_id(p->from, f->id) == NULL &&
            tw__object_by_id(p->from, f->object->id) != NULL &&
            tw__ddl_field_add(p->op, f) != TW_OK)
            return p->op->error.status;
    }
    return TW_OK;
}

/* Records that are there already may stand in a unique index's way. */
static tw_status refuse_index(tw_op *op, const tw_index *x)
{
    tw_report_item item = {.kind = TW_REPORT_INDEX, .type = "create"};
    tw_str name = x->member_count > 0 ? x->members[0].field->name : x->name;
    tw_report r;

    tw__op_forgive(op);
    tw__report_init(&r, op);
    item.info = tw__report_field_info(op, x->universal_id, x->name,
                                      x->object->universal_id);
    tw__complain(op, &item, "INDEX_FIELD_DUPLICATE_VALUES", NULL,
                 "records already hold equal values of \"%.*s\"", TW_FMT(name));
    tw__report_add(&r, &item);
    return tw__report_finish(&r);
}

static tw_status make_indexes(const pair *p)
{
    for (uint32_t i = 0; i < p->to->object_count; i++) {
        const tw_object *o = p->to->objects[i];

        if (tw__object_by_id(p->from, o->id) == NULL)
            continue;
        for (uint16_t k = 0; k < o->index_count; k++) {
            const tw_index *x = o->indexes[k];
            const tw_index *old = tw__map_get(&p->from->index_by_id, x->id);
            tw_status st;

            if (old != NULL && same_index(old, x))
                continue;
            st = tw__ddl_index_create(p->op, x);
            if (st == TW_E_CONFLICT && x->is_unique)
                return refuse_index(p->op, x);
            if (st != TW_OK)
                return st;
        }
    }
    return TW_OK;
}

static tw_status follow(const pair *p)
{
    if (drop_indexes(p) != TW_OK || drop_fields(p) != TW_OK ||
        drop_objects(p) != TW_OK || rename_objects(p) != TW_OK ||
        change_fields(p) != TW_OK || make_objects(p) != TW_OK ||
        make_fields(p) != TW_OK || make_indexes(p) != TW_OK ||
        rebuild_search(p) != TW_OK)
        return p->op->error.status;
    return TW_OK;
}

tw_status tw__model_apply(tw_op *op)
{
    tw_catalog *to = NULL;
    tw_stmt *s = tw__stmt_fixed(op, TW_SQL_MODEL_BUMP);
    tw_status st;
    pair p;

    if (s == NULL || tw__stmt_run(op, s) != TW_OK ||
        tw__catalog_load(op, &to) != TW_OK)
        return op->error.status;
    p = (pair){.op = op, .from = op->catalog, .to = to};
    st = follow(&p);
    if (st != TW_OK) {
        tw__catalog_release(to);
        return st;
    }
    tw__stmt_forget(op->conn);
    if (op->model_changed) /* made by an earlier change of this operation */
        tw__catalog_release((tw_catalog *)(uintptr_t)op->catalog);
    op->catalog = to;
    op->model_changed = true;
    return TW_OK;
}
