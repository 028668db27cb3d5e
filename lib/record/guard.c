/* guard.c -- what some standard objects do not allow over the API (18). */
#include "record/guard.h"

#include "record/record.h"
#include "record/write.h"

#define BIT(verb) (1u << TW_VERB_##verb)
#define CREATES (BIT(CREATE) | BIT(CREATE_MANY))
#define DELETES (BIT(DELETE) | BIT(DELETE_MANY))
#define RESTORES (BIT(RESTORE) | BIT(RESTORE_MANY))
#define DESTROYS (BIT(DESTROY) | BIT(DESTROY_MANY))

/* The first row that fits decides. */
static const struct rule {
    const char *object;
    uint32_t verbs;
    tw_status status;
    const char *sub_code; /* NULL: by the status */
    const char *message;
} rules[] = {
    {"workspaceMember",
     CREATES | DESTROYS | RESTORES | BIT(UPDATE_MANY) | BIT(MERGE),
     TW_E_PERMISSION_DENIED, NULL,
     "Entity performing the request does not have permission: workspace"
     " members are made and removed by the workspace itself"},
    {"workspaceMember", DELETES, TW_E_INVALID, "BAD_REQUEST",
     "a workspace member cannot be deleted over this API"},
    {"workflowRun", CREATES | DELETES | RESTORES | DESTROYS | BIT(UPDATE_MANY),
     TW_E_FORBIDDEN, NULL,
     "workflow runs are written by the workflow engine only"},
    {"workflowVersion", CREATES | BIT(UPDATE_MANY) | BIT(DELETE_MANY),
     TW_E_FORBIDDEN, NULL,
     "workflow versions are made with their workflow and changed one by one"},
    {"workflow", BIT(UPDATE_MANY), TW_E_FORBIDDEN, NULL,
     "workflows are changed one by one"},
    {"blocklist", BIT(UPDATE_MANY), TW_E_INVALID, "BAD_REQUEST",
     "entries of the block list are changed one by one"},
    {"blocklist", CREATES | BIT(UPDATE), TW_E_UNAUTHORIZED,
     "INVALID_AUTH_CONTEXT",
     "an entry of the block list belongs to a user, and none is signed in"},
};

tw_status tw__record_guard(tw_op *op, const tw_object *o, tw_verb verb)
{
    size_t i;

    if (o->is_remote)
        return tw__fail(op, TW_E_INVALID, "",
                        "%.*s is a remote object and cannot be written",
                        TW_FMT(o->singular));
    if (o->is_custom)
        return TW_OK;
    for (i = 0; i < sizeof rules / sizeof *rules; i++)
        if (tw__str_is(o->singular, rules[i].object) &&
            (rules[i].verbs & 1u << verb) != 0) {
            op->sub_code = tw_str_of(rules[i].sub_code);
            return tw__fail(op, rules[i].status, "", "%s", rules[i].message);
        }
    return TW_OK;
}

static const tw_column *column_of(const tw_object *o, const char *name)
{
    bool is_join;
    const tw_field *f = tw__field_find(o, tw_str_of(name), &is_join);

    return f == NULL || f->column_count != 1 ? NULL : &f->columns[0];
}

static bool is_standard(const tw_object *o, const char *name)
{
    return !o->is_custom && tw__str_is(o->singular, name);
}

void tw__guard_create(tw_row *row)
{
    const tw_column *statuses = is_standard(row->object, "workflow")
                                    ? column_of(row->object, "statuses")
                                    : NULL;

    if (statuses != NULL)
        row->set[statuses->index] = 0;
}

/* Is something set besides `name`? */
static bool sets_more_than(const tw_row *row, const char *name)
{
    const tw_column *c = column_of(row->object, name);
    uint16_t i;

    for (i = 0; i < row->object->column_count; i++)
        if (row->set[i] && (c == NULL || c->index != i))
            return true;
    return row->connects != NULL || row->position_first || row->position_last;
}

/* TW_OK too when there is no such record: that is said elsewhere. */
static tw_status need_draft(tw_op *op,
                            const tw_object *o,
                            tw_str id,
                            const char *message)
{
    const tw_column *status = column_of(o, "status");
    tw_row stored;
    tw_status st;
    bool found;

    if (status == NULL)
        return TW_OK;
    st = tw__row_read(op, o, id, TW_LIFE_ANY, &stored, &found);
    if (st != TW_OK || !found)
        return st;
    if (stored.cells[status->index].type == TW_CELL_TEXT &&
        tw__str_is(stored.cells[status->index].u.s, "DRAFT"))
        return TW_OK;
    return tw__fail(op, TW_E_FORBIDDEN, "", "%s", message);
}

static tw_status update_version(tw_op *op, tw_str id, const tw_row *row)
{
    static const char *const fixed[] = {"status", "steps"};
    size_t i;

    for (i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (tw__row_given(row, column_of(row->object, fixed[i])))
            return tw__fail(op, TW_E_FORBIDDEN, "",
                            "\"%s\" of a workflow version cannot be set",
                            fixed[i]);
    if (!sets_more_than(row, "name"))
        return TW_OK;
    return need_draft(op, row->object, id,
                      "only a draft of a workflow can be changed");
}

tw_status tw__guard_update(tw_op *op, tw_str id, const tw_row *row)
{
    const tw_object *o = row->object;

    if (is_standard(o, "workflow") &&
        tw__row_given(row, column_of(o, "statuses")))
        return tw__fail(op, TW_E_FORBIDDEN, "/statuses",
                        "\"statuses\" of a workflow cannot be set");
    if (is_standard(o, "workflowRun") && sets_more_than(row, "name"))
        return tw__fail(op, TW_E_FORBIDDEN, "",
                        "only the name of a workflow run can be changed");
    if (is_standard(o, "workflowVersion"))
        return update_version(op, id, row);
    return TW_OK;
}

tw_status tw__guard_delete(tw_op *op, const tw_object *o, tw_str id)
{
    if (!is_standard(o, "workflowVersion"))
        return TW_OK;
    return need_draft(op, o, id, "only a draft of a workflow can be deleted");
}
