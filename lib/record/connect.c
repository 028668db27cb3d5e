/* connect.c -- a to-one relation set by a unique value of its target (11). */
#include "record/connect.h"

#include "record/write.h"

enum {
    CONDITIONS_MAX = 16
};

struct tw_resolved_by {
    const tw_field *field;
    const tw_column *columns[CONDITIONS_MAX];
    uint32_t count;
    struct tw_resolved_by *next;
};

/* What a connect asks for: columns and the values they must have. */
typedef struct conditions {
    const tw_field *field; /* the relation */
    const tw_column *columns[CONDITIONS_MAX];
    tw_cell cells[CONDITIONS_MAX];
    uint32_t count;
} conditions;

static tw_status refuse(tw_op *op,
                        const tw_field *relation,
                        const char *what,
                        tw_str name)
{
    tw_str path = tw__op_printf(op, "/%.*s", TW_FMT(relation->name));

    if (path.ptr == NULL)
        return op->error.status;
    return tw__fail(op, TW_E_INVALID, path.ptr,
                    "Relation \"%.*s\" cannot be connected: %s%.*s",
                    TW_FMT(relation->name), what, TW_FMT(name));
}

static bool is_unique(const tw_column *c)
{
    const tw_object *o = c->field->object;
    uint8_t i, k;

    for (i = 0; i < o->unique_count; i++)
        for (k = 0; k < o->uniques[i].count; k++)
            if (o->uniques[i].columns[k] == c)
                return true;
    return false;
}

static bool has(const conditions *k, const tw_column *c)
{
    uint32_t i;

    for (i = 0; i < k->count; i++)
        if (k->columns[i] == c)
            return true;
    return false;
}

/* Is at least one unique constraint given completely? */
static bool is_complete(const conditions *k, const tw_object *target)
{
    uint8_t i, n;

    for (i = 0; i < target->unique_count; i++) {
        const tw_unique *u = &target->uniques[i];

        for (n = 0; n < u->count && has(k, u->columns[n]); n++)
            continue;
        if (n == u->count)
            return true;
    }
    return false;
}

/* Values are normalised like written ones.  They come as text, so a scalar of
** another kind is read from it. */
static tw_status normalise(tw_op *op,
                           const tw_field *f,
                           const tw_json *value,
                           tw_accepted *out)
{
    tw_kind kind = f->columns[0].kind;

    if (f->type->composite || value->type != TW_JSON_TEXT ||
        kind == TW_KIND_TEXT || kind == TW_KIND_UUID)
        return f->type->accept(op, f, value, out);
    out->set = 1;
    return tw__kind_filter_value(op, f, 0, value, true, &out->cells[0]);
}

/* A part of a composite that no constraint has cannot help to find it. */
static tw_status check_parts(tw_op *op,
                             const conditions *k,
                             const tw_field *f,
                             const tw_json *v)
{
    uint32_t i;

    if (!f->type->composite || v->type != TW_JSON_OBJECT)
        return TW_OK;
    for (i = 0; i < v->count; i++) {
        int part = tw__field_part(f, v->items[i].key);

        if (part >= 0 && !is_unique(&f->columns[part]))
            return refuse(op, k->field, "no unique constraint has the field ",
                          v->items[i].key);
    }
    return TW_OK;
}

static tw_status add_member(tw_op *op,
                            conditions *k,
                            const tw_object *target,
                            const tw_json *v)
{
    tw_accepted taken = {.set = 0};
    bool is_join, any = false;
    const tw_field *f = tw__field_find(target, v->key, &is_join);
    tw_status st;
    uint8_t i;

    if (f == NULL)
        return refuse(op, k->field, "its target has no field ", v->key);
    for (i = 0; i < f->column_count; i++)
        any = any || is_unique(&f->columns[i]);
    if (!any)
        return refuse(op, k->field, "no unique constraint has the field ",
                      v->key);
    st = check_parts(op, k, f, v);
    if (st == TW_OK)
        st = normalise(op, f, v, &taken);
    for (i = 0; st == TW_OK && i < f->column_count; i++) {
        if (!(taken.set & 1u << i) || !is_unique(&f->columns[i]) ||
            taken.cells[i].type == TW_CELL_NULL || has(k, &f->columns[i]))
            continue;
        if (k->count == CONDITIONS_MAX)
            return refuse(op, k->field, "too many conditions", TW_NO_STR);
        k->columns[k->count] = &f->columns[i];
        k->cells[k->count++] = taken.cells[i];
    }
    return st;
}

static tw_status check_same(tw_op *op, const conditions *k, tw_resolved *seen)
{
    struct tw_resolved_by *by;
    uint32_t i;

    for (by = seen->by; by != NULL && by->field != k->field; by = by->next)
        continue;
    if (by == NULL) {
        by = tw__op_get(op, sizeof(*by));
        if (by == NULL)
            return op->error.status;
        by->field = k->field;
        by->count = k->count;
        memcpy(by->columns, k->columns, sizeof(by->columns));
        by->next = seen->by;
        seen->by = by;
        return TW_OK;
    }
    for (i = 0; i < by->count && has(k, by->columns[i]); i++)
        continue;
    if (i == k->count && i == by->count)
        return TW_OK;
    return refuse(op, k->field,
                  "all records of a batch must name the same fields",
                  TW_NO_STR);
}

static tw_status look_up(tw_op *op, const conditions *k, tw_str *id)
{
    const tw_object *target = k->field->target;
    const tw_look look = {k->columns, k->cells, k->count, TW_LIFE_LIVE};
    tw_found hit;
    tw_status st = tw__write_find(op, target, &look, &hit);

    if (st != TW_OK)
        return st;
    if (hit.count != 1)
        return refuse(op, k->field,
                      hit.count == 0
                          ? "expected 1 record, but found 0 of "
                          : "expected 1 record, but found several of ",
                      target->singular);
    *id = hit.id;
    return TW_OK;
}

static tw_status connect(tw_op *op,
                         tw_row *row,
                         const struct tw_connect *c,
                         tw_resolved *seen)
{
    conditions k = {.field = c->field};
    tw_status st = TW_OK;
    tw_str id = TW_NO_STR;
    uint32_t i;

    for (i = 0; st == TW_OK && i < c->where->count; i++)
        st = add_member(op, &k, c->field->target, &c->where->items[i]);
    if (st == TW_OK && !is_complete(&k, c->field->target))
        st = refuse(op, c->field,
                    "give all fields of at least one unique constraint of ",
                    c->field->target->singular);
    if (st == TW_OK)
        st = check_same(op, &k, seen);
    if (st == TW_OK)
        st = look_up(op, &k, &id);
    if (st == TW_OK)
        tw__row_set(row, &c->field->columns[0], tw__cell_text(id));
    return st;
}

tw_status tw__connect_resolve(tw_op *op, tw_row *row, tw_resolved *seen)
{
    const struct tw_connect *c;
    tw_status st = TW_OK;

    for (c = row->connects; st == TW_OK && c != NULL; c = c->next) {
        if (c->disconnect)
            tw__row_set(row, &c->field->columns[0], tw__cell_null());
        else
            st = connect(op, row, c, seen);
    }
    return st;
}
