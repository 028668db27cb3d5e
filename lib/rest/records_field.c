/* records_field.c -- one field as an endpoint of its own:
** GET, PUT, DELETE /rest/{objects}/{id}/{field}.
**
** The answer is {"data":{"<field>":value}}; PUT takes the same form, or the
** bare value.  A to-one relation reads as the related record and is set by its
** id; a to-many relation reads as a list with the whole list grammar. */
#include "record/record.h"
#include "rest/call.h"

/* The object and its field; `*is_join`: the name was "companyId". */
static const tw_field *find_field(tw_call *c, bool *is_join)
{
    const tw_field *f;

    if (tw__call_object(c) != TW_OK)
        return NULL;
    f = tw__field_find(c->object, c->field, is_join);
    if (f == NULL)
        tw__fail(c->op, TW_E_INVALID, "",
                 "Object %.*s doesn't have any \"%.*s\" field.",
                 TW_FMT(c->object->singular), TW_FMT(c->field));
    return f;
}

/* Append the member `name` of the record in `text`. */
static tw_status put_member(tw_call *c, tw_str text, tw_str name)
{
    const tw_json *record, *member;

    if (tw__json_read(c->op, text, &record) != TW_OK)
        return c->op->error.status;
    member = tw__json_get(record, name);
    tw__call_open(c, "", name);
    if (member == NULL)
        tw__buf_text(c->answer->out, "null");
    else
        tw__json_put(c->answer->out, member);
    tw__call_close(c);
    return TW_OK;
}

static tw_status list_related(tw_call *c, const tw_field *f)
{
    tw_list_ask ask = {.object = f->target,
                       .owner = &f->target_field->columns[0],
                       .owner_id = c->id};
    const tw_select *parent, *select;
    tw_page_info info;
    tw_buf seen;
    tw_status st;

    if (tw__call_page(c, &ask) != TW_OK)
        return c->op->error.status;
    if (ask.after.ptr != NULL && ask.before.ptr != NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "give either 'starting_after' or 'ending_before', "
                        "not both");
    if (tw__select_full(c->op, c->object, 0, 0, &parent) != TW_OK ||
        tw__select_full(c->op, f->target, c->depth, TW_LIMIT_CHILDREN_READ,
                        &select) != TW_OK)
        return c->op->error.status;
    /* The owner must be there: a list of nobody's children is a mistake. */
    tw__buf_init(&seen, c->op->alloc);
    st = tw__query_get(c->op, parent, c->object, c->id, false, &seen);
    tw__buf_fini(&seen);
    if (st != TW_OK)
        return st;
    tw__call_open(c, "", f->name);
    tw__buf_char(c->answer->out, '[');
    if (tw__query_list(c->op, &ask, select, c->answer->out, &info) != TW_OK)
        return c->op->error.status;
    tw__buf_text(c->answer->out, "]}");
    tw__page_info_put(c->answer->out, &info);
    tw__buf_char(c->answer->out, '}');
    return TW_OK;
}

tw_status tw__rest_field_get(tw_call *c)
{
    const tw_field *f;
    const tw_select *select;
    bool is_join = false;
    uint32_t depth;
    tw_buf record;
    tw_status st;

    f = find_field(c, &is_join);
    if (f == NULL)
        return c->op->error.status;
    if (f->relation == TW_RELATION_ONE_TO_MANY)
        return list_related(c, f);
    depth = f->relation == TW_RELATION_MANY_TO_ONE && !is_join ? 1 : 0;
    if (tw__select_full(c->op, c->object, depth, 1, &select) != TW_OK)
        return c->op->error.status;
    tw__buf_init(&record, c->op->alloc);
    st = tw__query_get(c->op, select, c->object, c->id, false, &record);
    if (st == TW_OK)
        st = put_member(c, tw__buf_view(&record), c->field);
    tw__buf_fini(&record);
    return st;
}

/* The value in the body: wrapped as {"<field>":value}, or bare. */
static const tw_json *unwrap(const tw_json *body, tw_str name)
{
    if (body->type == TW_JSON_OBJECT && body->count == 1 &&
        tw__str_eq(body->items[0].key, name))
        return &body->items[0];
    return body;
}

/* {"<name>": value} */
static const tw_json *wrap(tw_op *op, tw_str name, const tw_json *value)
{
    tw_json *object = tw__op_get(op, sizeof(*object));
    tw_json *member = tw__op_get(op, sizeof(*member));

    if (object == NULL || member == NULL)
        return NULL;
    *member = *value;
    member->key = name;
    object->type = TW_JSON_OBJECT;
    object->items = member;
    object->count = 1;
    return object;
}

/* Update that one field and answer what it holds now. */
static tw_status store(tw_call *c, tw_str member, const tw_json *value)
{
    const tw_json *fields = wrap(c->op, member, value);
    const tw_select *answer;
    tw_buf record;
    tw_status st;

    if (fields == NULL ||
        tw__select_full(c->op, c->object, 0, 0, &answer) != TW_OK)
        return c->op->error.status;
    tw__buf_init(&record, c->op->alloc);
    st = tw__record_update(c->op, c->object, c->id, fields, answer, &record);
    if (st == TW_OK)
        st = put_member(c, tw__buf_view(&record), member);
    tw__buf_fini(&record);
    return st;
}

static tw_status refuse_to_many(tw_call *c)
{
    return tw__fail(c->op, TW_E_INVALID, "",
                    "'%.*s' is a to-many relation: set it from the other side",
                    TW_FMT(c->field));
}

tw_status tw__rest_field_put(tw_call *c)
{
    bool is_join = false;
    const tw_field *f = find_field(c, &is_join);
    const tw_json *value;

    if (f == NULL)
        return c->op->error.status;
    if (f->relation == TW_RELATION_ONE_TO_MANY)
        return refuse_to_many(c);
    if (c->req->body == NULL)
        return tw__fail(c->op, TW_E_INVALID, "",
                        "a JSON value is needed as body");
    value = unwrap(c->req->body, c->field);
    if (f->relation != TW_RELATION_MANY_TO_ONE)
        return store(c, c->field, value);
    /* {"id":...}, {"companyId":...} and the bare id all name the record */
    value = unwrap(unwrap(value, f->join_name), TW_STR("id"));
    return store(c, f->join_name, value);
}

/* What clears a field: null, and for a composite null in each part (a null
** composite would change nothing). */
static const tw_json *clearing(tw_op *op, const tw_field *f)
{
    tw_json *value = tw__op_get(op, sizeof(*value));

    if (value == NULL || !f->type->composite)
        return value; /* all-zero is null */
    value->type = TW_JSON_OBJECT;
    value->items = tw__op_array(op, f->type->part_count, sizeof(tw_json));
    if (value->items == NULL)
        return NULL;
    for (uint8_t i = 0; i < f->type->part_count; i++)
        value->items[value->count++].key = tw_str_of(f->type->parts[i].name);
    return value;
}

tw_status tw__rest_field_delete(tw_call *c)
{
    bool is_join = false;
    const tw_field *f = find_field(c, &is_join);
    const tw_json *value;

    if (f == NULL)
        return c->op->error.status;
    if (f->relation == TW_RELATION_ONE_TO_MANY)
        return refuse_to_many(c);
    value = clearing(c->op, f);
    if (value == NULL)
        return c->op->error.status;
    return store(
        c, f->relation == TW_RELATION_MANY_TO_ONE ? f->join_name : c->field,
        value);
}
