/* accept.c -- the members of a written record, one by one: found in the model,
** checked by their type, put into the row.  The first bad one decides. */
#include "record/accept.h"

#include "base/uuid.h"
#include "record/connect.h"

typedef struct intake {
    tw_op *op;
    const tw_object *object;
    const tw_json *in;
    tw_accept_mode mode;
    tw_row *row;
    tw_connect **tail;
} intake;

static tw_status refuse_unknown(intake *k, tw_str name)
{
    if (name.len > 100)
        name.len = 100;
    return tw__fail(k->op, TW_E_INVALID, "",
                    "Object %.*s doesn't have any \"%.*s\" field.",
                    TW_FMT(k->object->singular), TW_FMT(name));
}

static void put(intake *k, const tw_column *c, tw_cell cell)
{
    k->row->cells[c->index] = cell;
    k->row->set[c->index] = 1;
}

static tw_status refuse_id(tw_op *op)
{
    return tw__fail(op, TW_E_INVALID_QUERY_INPUT, "",
                    "The id of a record to create is not a valid UUID");
}

/* Looked at before all other members, wherever it stands. */
static tw_status check_id(const intake *k)
{
    char normal[TW_UUID_BYTES];
    const tw_json *id =
        k->mode == TW_ACCEPT_CREATE ? tw__json_member(k->in, "id") : NULL;

    if (id == NULL || id->type != TW_JSON_TEXT ||
        tw__uuid_normal(id->text, normal))
        return TW_OK;
    (void)refuse_id(k->op);
    tw__op_path_prefix(k->op, TW_STR("id"));
    return k->op->error.status;
}

/* The id of a new record is asked for by another name in errors. */
static tw_status take_id(intake *k, const tw_field *f, const tw_json *in)
{
    tw_accepted got = {.set = 0};
    tw_status status;

    if (in->type == TW_JSON_NULL)
        return tw__fail(k->op, TW_E_INVALID, "", "Field \"id\" cannot be null");
    status = f->type->accept(k->op, f, in, &got);
    if (status == TW_E_INVALID && k->mode == TW_ACCEPT_CREATE) {
        tw__op_forgive(k->op);
        return refuse_id(k->op);
    }
    if (status == TW_OK && k->mode != TW_ACCEPT_UPDATE)
        put(k, &f->columns[0], got.cells[0]);
    return status; /* a record's id never changes */
}

/* "first" and "last" are numbers later, when the others are known. */
static bool take_position_word(intake *k, const tw_json *in)
{
    if (in->type != TW_JSON_TEXT)
        return false;
    k->row->position_first = tw__str_is(in->text, "first");
    k->row->position_last = tw__str_is(in->text, "last");
    return k->row->position_first || k->row->position_last;
}

static tw_status record_connect(intake *k,
                                const tw_field *f,
                                const tw_json *where)
{
    tw_connect *c = tw__op_get(k->op, sizeof *c);

    if (c == NULL)
        return k->op->error.status;
    c->field = f;
    c->where = where;
    c->disconnect = where == NULL;
    *k->tail = c;
    k->tail = &c->next;
    return TW_OK;
}

static tw_status take_connect(intake *k, const tw_field *f, const tw_json *in)
{
    const tw_json *where = tw__json_member(in, "where");

    if (in->type != TW_JSON_OBJECT || (where == NULL && in->count > 0) ||
        (where != NULL && where->type != TW_JSON_OBJECT))
        return tw__fail(k->op, TW_E_INVALID, "/connect",
                        "connect of relation \"%.*s\" takes an object with "
                        "the member \"where\", an object",
                        TW_FMT(f->name));
    if (where == NULL || where->count == 0) {
        put(k, &f->columns[0], tw__cell_null()); /* nothing to look for */
        return TW_OK;
    }
    return record_connect(k, f, where);
}

/* Refused as the store would refuse it: without a sub-code. */
static tw_status like_store(intake *k, tw_status status)
{
    if (status == TW_E_INVALID)
        k->op->sub_code = TW_STR("");
    return status;
}

static tw_status take_link(intake *k,
                           const tw_field *f,
                           const tw_json *connect,
                           const tw_json *disconnect)
{
    if (connect != NULL && disconnect != NULL)
        return tw__fail(k->op, TW_E_INVALID, "",
                        "Relation \"%.*s\" cannot be connected and "
                        "disconnected at once",
                        TW_FMT(f->name));
    if (tw__json_get(k->in, f->join_name) != NULL)
        return tw__fail(k->op, TW_E_INVALID, "",
                        "\"%.*s\" and \"%.*s\" cannot be given together",
                        TW_FMT(f->name), TW_FMT(f->join_name));
    if (connect != NULL)
        return take_connect(k, f, connect);
    if (disconnect->type == TW_JSON_FALSE)
        return TW_OK;
    if (disconnect->type != TW_JSON_TRUE)
        return tw__fail(k->op, TW_E_INVALID, "/disconnect",
                        "disconnect of relation \"%.*s\" is true or false",
                        TW_FMT(f->name));
    put(k, &f->columns[0], tw__cell_null());
    return record_connect(k, f, NULL);
}

/* {"company": {...}}: the relation itself. */
static tw_status take_relation(intake *k, const tw_field *f, const tw_json *in)
{
    const tw_json *connect = NULL, *disconnect = NULL;

    if (in->type == TW_JSON_OBJECT) {
        connect = tw__json_member(in, "connect");
        disconnect = tw__json_member(in, "disconnect");
    }
    if (connect == NULL && disconnect == NULL)
        return tw__fail(k->op, TW_E_INVALID, "",
                        "Relation \"%.*s\" is written with connect or "
                        "disconnect, or by its key \"%.*s\"",
                        TW_FMT(f->name), TW_FMT(f->join_name));
    return like_store(k, take_link(k, f, connect, disconnect));
}

/* A whole composite that is null changes nothing; other fields need to be
** nullable. */
static tw_status check_null(intake *k, const tw_field *f)
{
    bool has_default =
        f->default_value.ptr != NULL && !tw__str_is(f->default_value, "null");

    if (f->is_nullable || (f->type->composite && has_default) ||
        k->mode == TW_ACCEPT_CANDIDATE)
        return TW_OK;
    if (has_default)
        return like_store(k, tw__fail(k->op, TW_E_INVALID, "",
                                      "Field \"%.*s\" cannot be null",
                                      TW_FMT(f->name)));
    return tw__fail(
        k->op, TW_E_INVALID, "",
        "Field \"%.*s\" cannot be null, and it has no default value",
        TW_FMT(f->name));
}

static tw_status take_value(intake *k, const tw_field *f, const tw_json *in)
{
    tw_accepted got = {.set = 0};
    tw_status status;

    if (f == (k->object->c_id == NULL ? NULL : k->object->c_id->field))
        return take_id(k, f, in);
    if (f->type->id == TW_TYPE_POSITION && take_position_word(k, in))
        return TW_OK;
    status = f->type->accept(k->op, f, in, &got);
    if (status == TW_OK && in->type == TW_JSON_NULL)
        status = check_null(k, f);
    if (status != TW_OK)
        return status;
    for (int i = 0; i < f->column_count; i++)
        if ((got.set & (1u << i)) != 0)
            put(k, &f->columns[i], got.cells[i]);
    return TW_OK;
}

static tw_status take_member(intake *k, const tw_json *m)
{
    bool is_join = false;
    const tw_field *f = tw__field_find(k->object, m->key, &is_join);

    if (f == NULL)
        return refuse_unknown(k, m->key);
    if (f->relation == TW_RELATION_MANY_TO_ONE && !is_join)
        return take_relation(k, f, m);
    return take_value(k, f, m);
}

/* What is wrong with the data itself has a sub-code; refusals that the store
** could have made have said that there is none. */
static tw_status data_refused(tw_op *op)
{
    if (op->error.status == TW_E_INVALID && op->sub_code.ptr == NULL)
        op->sub_code = TW_STR("INVALID_ARGS_DATA");
    return op->error.status;
}

static tw_status row_init(tw_op *op, const tw_object *o, tw_row *row)
{
    memset(row, 0, sizeof *row);
    row->object = o;
    row->cells = tw__op_array(op, o->column_count, sizeof *row->cells);
    row->set = tw__op_array(op, o->column_count, sizeof *row->set);
    return row->cells == NULL || row->set == NULL ? op->error.status : TW_OK;
}

tw_status tw__accept(tw_op *op,
                     const tw_object *o,
                     const tw_json *in,
                     tw_accept_mode mode,
                     tw_row *row)
{
    /* cppcheck-suppress ctuuninitvar ; a fresh row is what is asked for */
    intake k = {op, o, in, mode, row, &row->connects};
    tw_status status = row_init(op, o, row);

    if (status != TW_OK)
        return status;
    if (in->type == TW_JSON_LIST && in->count > 0) {
        (void)refuse_unknown(&k, TW_STR("0"));
        return data_refused(op);
    }
    if (in->type != TW_JSON_OBJECT) {
        (void)tw__fail(op, TW_E_INVALID, "",
                       "A record of %.*s is written as a JSON object",
                       TW_FMT(o->singular));
        return data_refused(op);
    }
    if (check_id(&k) != TW_OK)
        return op->error.status;
    for (uint32_t i = 0; i < in->count; i++) {
        status = take_member(&k, &in->items[i]);
        if (status != TW_OK) {
            tw__op_path_prefix(op, in->items[i].key);
            return data_refused(op);
        }
    }
    return TW_OK;
}
