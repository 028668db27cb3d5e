/* follow.c -- records that live and die with another one, where no foreign key
** can say so: soft deletion, and the first version of a workflow. */
#include "record/follow.h"

#include "record/actor.h"
#include "record/defaults.h"
#include "record/position.h"
#include "record/write.h"

static const struct follower {
    const char *object, *field; /* a to-many relation of it */
} followers[] = {
    {"note", "noteTargets"},           {"task", "taskTargets"},
    {"workflow", "versions"},          {"workflow", "runs"},
    {"workflow", "automatedTriggers"},
};

/* The join column on the other side, if both ends are as they were made. */
static const tw_column *follower_join(const tw_object *o, const char *name)
{
    bool is_join;
    const tw_field *f = tw__field_find(o, tw_str_of(name), &is_join);

    if (f == NULL || f->relation != TW_RELATION_ONE_TO_MANY ||
        f->target_field == NULL || f->target_field->column_count == 0 ||
        f->target->c_deleted_at == NULL)
        return NULL;
    return &f->target_field->columns[0];
}

static tw_status follow(tw_op *op,
                        const tw_object *o,
                        const tw_str *ids,
                        uint32_t count,
                        bool restore)
{
    tw_status st = TW_OK;
    size_t i;

    if (o->is_custom)
        return TW_OK;
    for (i = 0; st == TW_OK && i < sizeof followers / sizeof *followers; i++) {
        const tw_column *join = tw__str_is(o->singular, followers[i].object)
                                    ? follower_join(o, followers[i].field)
                                    : NULL;

        if (join != NULL)
            st = tw__write_follow(op, join, ids, count, restore);
    }
    return st;
}

tw_status tw__follow_delete(tw_op *op,
                            const tw_object *o,
                            const tw_str *ids,
                            uint32_t count)
{
    return follow(op, o, ids, count, false);
}

tw_status tw__follow_restore(tw_op *op,
                             const tw_object *o,
                             const tw_str *ids,
                             uint32_t count)
{
    return follow(op, o, ids, count, true);
}

static tw_status insert_version(tw_op *op,
                                const tw_column *join,
                                const tw_field *name,
                                tw_str id)
{
    const tw_object *o = join->field->object;
    tw_positions positions;
    tw_defaults defaults;
    tw_row row;
    tw_stmt *s;
    tw_status st = tw__row_init(op, o, &row);

    if (st == TW_OK)
        st = tw__defaults_init(op, o, &defaults);
    if (st == TW_OK && o->c_position != NULL) {
        st = tw__positions_init(op, o, &positions);
        if (st == TW_OK)
            tw__positions_give(&positions, TW_STAND_FIRST, &row);
    }
    if (st != TW_OK)
        return st;
    tw__row_set(&row, join, tw__cell_text(id));
    if (name != NULL)
        tw__row_set(&row, &name->columns[0], tw__cell_text(TW_STR("v1")));
    tw__actor_create(op, &row);
    st = tw__defaults_fill(op, &defaults, &row);
    s = st == TW_OK ? tw__stmt_get(op, o->sql_insert) : NULL;
    if (s == NULL)
        return op->error.status;
    st = tw__write_insert(op, s, &row);
    tw__stmt_done(s);
    return st;
}

tw_status tw__follow_create(tw_op *op, const tw_object *o, tw_str id)
{
    const tw_column *join;
    const tw_field *name;
    bool is_join;

    if (o->is_custom || !tw__str_is(o->singular, "workflow"))
        return TW_OK;
    join = follower_join(o, "versions");
    if (join == NULL)
        return TW_OK;
    name = tw__field_find(join->field->object, TW_STR("name"), &is_join);
    if (name != NULL && name->type->id != TW_TYPE_TEXT)
        name = NULL;
    return insert_version(op, join, name, id);
}
