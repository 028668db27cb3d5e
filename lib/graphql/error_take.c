/* error_take.c -- an operation's error as a GraphQL error: code and sub-code
** by the table of statuses, a sentence for the user of a client. */
#include "graphql/error.h"

#include "base/json.h"

typedef struct form {
    const char *gql_code, *rest_error, *rest_code;
    char shape;
} form;

static const struct {
    tw_status status;
    form form;
} forms[] = {
#define TW_X(name, number, http, shape, error, code, gql, text) \
    {name, {gql, error, code, shape}},
    TW_STATUS_MAP(TW_X)
#undef TW_X
};

static form form_of(tw_status status)
{
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
        if (forms[i].status == status)
            return forms[i].form;
    return (form){"INTERNAL_SERVER_ERROR", "", NULL, 'A'};
}

/* Where the REST table does not say it. */
static tw_str sub_code_of(tw_status status, const form *f)
{
    if (status == TW_E_NOT_FOUND)
        return TW_STR("RECORD_NOT_FOUND");
    if (status == TW_E_NO_TOKEN || status == TW_E_GRAPHQL_SYNTAX ||
        status == TW_E_GRAPHQL_VALIDATION || status == TW_E_GRAPHQL_VARIABLES)
        return TW_NO_STR;
    if (f->shape == 'B') /* authentication names its kind as `error` */
        return tw_str_of(f->rest_error);
    return tw_str_of(f->rest_code);
}

static const struct {
    tw_status status;
    const char *text;
} user_messages[] = {
    {TW_E_NOT_FOUND, "There is no such record. It may have been deleted."},
    {TW_E_CONFLICT, "This value is already in use by another record."},
    {TW_E_PERMISSION_DENIED, "Your role does not allow this."},
    {TW_E_METADATA_DENIED, "Your role does not allow this."},
    {TW_E_FORBIDDEN, "This is not allowed."},
    {TW_E_NO_TOKEN, "Sign in to do this."},
    {TW_E_BAD_TOKEN, "Sign in again: the key was not accepted."},
    {TW_E_EXPIRED_TOKEN, "Sign in again: the key has expired."},
    {TW_E_KEY_REVOKED, "The API key was revoked."},
    {TW_E_KEY_EXPIRED, "The API key has expired."},
    {TW_E_UNAUTHORIZED, "Only a user can do this."},
    {TW_E_INVALID_URL, "The link is not a valid URL."},
    {TW_E_INVALID_PHONE_NUMBER, "The phone number is not valid."},
    {TW_E_TIMEOUT, "This took too long. Ask for less."},
    {TW_E_BUSY, "The workspace is busy. Try again."},
};

static tw_str user_message_of(tw_status status)
{
    for (size_t i = 0; i < sizeof(user_messages) / sizeof(*user_messages); i++)
        if (user_messages[i].status == status)
            return tw_str_of(user_messages[i].text);
    return TW_STR("An error occurred.");
}

static void put_conflict(tw_op *op, tw_json_writer *w)
{
    if (op->conflict_id.ptr == NULL)
        return;
    tw__jw_key(w, "conflictingRecordId");
    tw__jw_text(w, op->conflict_id);
    if (op->conflict_object.ptr == NULL)
        return;
    tw__jw_key(w, "conflictingObjectNameSingular");
    tw__jw_text(w, op->conflict_object);
}

/* More members of extensions: the holder of a taken value, the report of a
** refused change of the model.  The report brings a user message. */
static void fill_extra(tw_op *op, tw_gql_error *e)
{
    tw_buf b;
    tw_json_writer w = {.b = &b};

    if (op->error.status == TW_E_METADATA_VALIDATION && op->report.len > 2) {
        e->user_message = TW_NO_STR;
        e->extra =
            tw__op_str(op, tw__str_sub(op->report, 1, op->report.len - 1));
    }
    if (op->error.status != TW_E_CONFLICT)
        return;
    tw__buf_init(&b, op->alloc);
    put_conflict(op, &w);
    if (b.len > 0)
        e->extra = tw__op_take(op, &b);
    tw__buf_fini(&b);
}

void tw__gql_error_take(tw_op *op,
                        tw_gql_errors *list,
                        const tw_gql_path *path,
                        tw_gql_loc loc)
{
    tw_status status = op->error.status;
    form f = form_of(status);
    tw_gql_error *e = tw__gql_error_add(op, list);

    if (e != NULL) {
        e->path = path;
        if (loc.end > loc.start)
            e->locations[e->location_count++] = loc.start;
        e->message = tw__op_str(op, tw_str_of(op->error.message[0] != '\0'
                                                  ? op->error.message
                                                  : tw_status_text(status)));
        e->code = tw_str_of(f.gql_code);
        e->sub_code =
            op->sub_code.ptr != NULL ? op->sub_code : sub_code_of(status, &f);
        if (e->sub_code.len == 0)
            e->sub_code = TW_NO_STR;
        e->user_message = op->user_message.ptr != NULL
                              ? op->user_message
                              : user_message_of(status);
        if (e->user_message.len == 0)
            e->user_message = TW_NO_STR;
        fill_extra(op, e);
    }
    op->conflict_id = op->conflict_object = TW_NO_STR;
    tw__op_forgive(op);
}
