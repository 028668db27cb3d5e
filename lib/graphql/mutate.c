/* mutate.c -- the arguments of a mutation checked and handed to the verb of
** record/ that they mean.  What the data itself has to say is said there. */
#include "graphql/mutate.h"

#include "base/uuid.h"
#include "graphql/error.h"
#include "graphql/lower.h"
#include "graphql/verb.h"
#include "record/record.h"

bool tw__gql_is_mutation(uint16_t verb)
{
    return verb >= TW_GQL_CREATE_ONE && verb <= TW_GQL_MERGE_MANY;
}

uint32_t tw__gql_mutation_children(uint16_t verb)
{
    return verb == TW_GQL_CREATE_ONE || verb == TW_GQL_CREATE_MANY
               ? TW_LIMIT_CHILDREN_WRITE
               : TW_LIMIT_CHILDREN_READ;
}

/* A root field on its way. */
typedef struct call {
    tw_op *op;
    const tw_object *object;
    uint16_t verb;
    const tw_json *arguments;
    const tw_select *answer;
    tw_buf *out;
    /* of the arguments, by verb */
    tw_str id;
    const tw_json *data;
    const tw_filter *filter;
    bool upsert;
} call;

/* An argument; null counts as not given. */
static const tw_json *argument(const call *c, const char *name)
{
    const tw_json *a = tw__json_member(c->arguments, name);

    return a == NULL || a->type == TW_JSON_NULL ? NULL : a;
}

static tw_status missing(const call *c, const char *name, const char *kind)
{
    return tw__fail(c->op, TW_E_INVALID_QUERY_INPUT, "",
                    "Argument \"%s\" is needed: %s", name, kind);
}

static tw_status check_uuid(const call *c, const tw_json *value)
{
    char normal[TW_UUID_BYTES];
    tw_str shown;

    if (value->type != TW_JSON_TEXT)
        return tw__fail(c->op, TW_E_INVALID_QUERY_INPUT, "",
                        "A UUID is written as text");
    if (tw__uuid_normal(value->text, normal))
        return TW_OK;
    shown = tw__gql_shown(c->op, value->text);
    c->op->user_message = TW_STR("This is not a valid UUID.");
    return tw__fail(c->op, TW_E_INVALID_QUERY_INPUT, "",
                    "Value \"%.*s\" is not a valid UUID", TW_FMT(shown));
}

static tw_status take_id(call *c)
{
    const tw_json *id = argument(c, "id");

    if (id == NULL)
        return missing(c, "id", "a UUID");
    c->id = id->text;
    return check_uuid(c, id);
}

/* A record's own id, where data gives one. */
static tw_status check_data(call *c, const tw_json *data)
{
    const tw_json *id;

    if (data->type != TW_JSON_OBJECT)
        return missing(c, "data", "an object");
    id = tw__json_member(data, "id");
    return id == NULL || id->type == TW_JSON_NULL ? TW_OK : check_uuid(c, id);
}

static tw_status take_data(call *c)
{
    c->data = argument(c, "data");
    return c->data == NULL ? missing(c, "data", "an object")
                           : check_data(c, c->data);
}

static tw_status take_list(call *c)
{
    tw_status st = TW_OK;

    c->data = argument(c, "data");
    if (c->data == NULL || c->data->type != TW_JSON_LIST)
        return missing(c, "data", "a list of objects");
    /* more than a batch holds is refused before it is looked at */
    for (uint32_t i = 0; st == TW_OK && i < c->data->count &&
                         c->data->count <= c->op->limits->max_batch;
         i++)
        st = check_data(c, &c->data->items[i]);
    return st;
}

static tw_status take_upsert(call *c)
{
    const tw_json *upsert = argument(c, "upsert");

    if (upsert == NULL)
        return TW_OK;
    if (upsert->type != TW_JSON_TRUE && upsert->type != TW_JSON_FALSE)
        return missing(c, "upsert", "true or false");
    c->upsert = upsert->type == TW_JSON_TRUE;
    return TW_OK;
}

/* {} is every record; no filter at all is a mistake. */
static tw_status take_filter(call *c)
{
    const tw_json *filter = argument(c, "filter"), *ids;
    tw_status st = TW_OK;

    if (filter == NULL || filter->type != TW_JSON_OBJECT)
        return missing(c, "filter", "an object");
    ids = tw__json_member(filter, "id");
    ids = ids == NULL || ids->type != TW_JSON_OBJECT
              ? NULL
              : tw__json_member(ids, "in");
    for (uint32_t i = 0; ids != NULL && ids->type == TW_JSON_LIST &&
                         st == TW_OK && i < ids->count;
         i++)
        if (ids->items[i].type != TW_JSON_NULL)
            st = check_uuid(c, &ids->items[i]);
    return st == TW_OK
               ? tw__gql_lower_filter(c->op, c->object, filter, &c->filter)
               : st;
}

static tw_status create_one(call *c)
{
    tw_status st = take_upsert(c);

    if (st == TW_OK)
        st = take_data(c);
    return st == TW_OK ? tw__record_create(c->op, c->object, c->data, c->upsert,
                                           c->answer, c->out)
                       : st;
}

static tw_status create_many(call *c)
{
    tw_status st = take_upsert(c);

    if (st == TW_OK)
        st = take_list(c);
    return st == TW_OK ? tw__record_create_many(c->op, c->object, c->data,
                                                c->upsert, c->answer, c->out)
                       : st;
}

static tw_status update_one(call *c)
{
    tw_status st = take_id(c);

    if (st == TW_OK)
        st = take_data(c);
    return st == TW_OK ? tw__record_update(c->op, c->object, c->id, c->data,
                                           c->answer, c->out)
                       : st;
}

static tw_status update_many(call *c)
{
    tw_status st = take_data(c);

    if (st == TW_OK)
        st = take_filter(c);
    if (st == TW_OK)
        st = tw__record_update_many(c->op, c->object, c->filter, c->data,
                                    c->answer, c->out);
    if (st == TW_E_TOO_MANY_RECORDS_TO_UPDATE)
        c->op->sub_code = TW_STR("");
    return st;
}

/* The three verbs that take one id, and the three that take a filter. */
static tw_status by_id(call *c)
{
    tw_status st = take_id(c);

    if (st != TW_OK)
        return st;
    switch (c->verb) {
    case TW_GQL_DELETE_ONE:
        return tw__record_delete(c->op, c->object, c->id, c->answer, c->out);
    case TW_GQL_RESTORE_ONE:
        return tw__record_restore(c->op, c->object, c->id, c->answer, c->out);
    default:
        return tw__record_destroy(c->op, c->object, c->id, c->answer, c->out);
    }
}

static tw_status by_filter(call *c)
{
    tw_status st = take_filter(c);

    if (st != TW_OK)
        return st;
    switch (c->verb) {
    case TW_GQL_DELETE_MANY:
        return tw__record_delete_many(c->op, c->object, c->filter, c->answer,
                                      c->out);
    case TW_GQL_RESTORE_MANY:
        return tw__record_restore_many(c->op, c->object, c->filter, c->answer,
                                       c->out);
    default:
        return tw__record_destroy_many(c->op, c->object, c->filter, c->answer,
                                       c->out);
    }
}

static tw_status merge(call *c)
{
    const tw_json *ids = argument(c, "ids");
    tw_status st = TW_OK;

    for (uint32_t i = 0;
         ids != NULL && ids->type == TW_JSON_LIST && st == TW_OK &&
         i < ids->count && ids->count <= c->op->limits->max_merge;
         i++)
        st = check_uuid(c, &ids->items[i]);
    return st == TW_OK ? tw__record_merge(c->op, c->object, c->arguments,
                                          c->answer, c->out)
                       : st;
}

static bool is_many(uint16_t verb)
{
    return verb == TW_GQL_CREATE_MANY || verb == TW_GQL_UPDATE_MANY ||
           verb == TW_GQL_DELETE_MANY || verb == TW_GQL_RESTORE_MANY ||
           verb == TW_GQL_DESTROY_MANY;
}

static tw_status run(call *c)
{
    switch (c->verb) {
    case TW_GQL_CREATE_ONE:
        return create_one(c);
    case TW_GQL_CREATE_MANY:
        return create_many(c);
    case TW_GQL_UPDATE_ONE:
        return update_one(c);
    case TW_GQL_UPDATE_MANY:
        return update_many(c);
    case TW_GQL_DELETE_ONE:
    case TW_GQL_RESTORE_ONE:
    case TW_GQL_DESTROY_ONE:
        return by_id(c);
    case TW_GQL_DELETE_MANY:
    case TW_GQL_RESTORE_MANY:
    case TW_GQL_DESTROY_MANY:
        return by_filter(c);
    case TW_GQL_MERGE_MANY:
        return merge(c);
    default:
        return tw__fail(c->op, TW_E_INTERNAL, "", "no mutation of records");
    }
}

tw_status tw__gql_mutate(tw_op *op,
                         const tw_gql_meaning *meaning,
                         const tw_json *arguments,
                         const tw_select *answer,
                         tw_buf *out)
{
    call c = {.op = op,
              .object = meaning->object,
              .verb = meaning->verb,
              .arguments = arguments,
              .answer = answer,
              .out = out};
    size_t start = out->len;
    tw_status st;

    op->conflict_id = op->conflict_object = TW_NO_STR;
    if (is_many(c.verb))
        tw__buf_char(out, '[');
    st = run(&c);
    if (is_many(c.verb))
        tw__buf_char(out, ']');
    if (st == TW_OK && out->failed)
        st = tw__fail_nomem(op);
    if (st != TW_OK)
        tw__buf_cut(out, start);
    return st;
}
