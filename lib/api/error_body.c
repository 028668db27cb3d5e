/* error_body.c -- four shapes of a REST error (16), from one table. */
#include "api/error_body.h"

#include "base/json.h"
#include "base/utf8.h"

typedef struct form {
    int http;
    char shape;
    const char *error, *code;
} form;

static form form_of(tw_status status)
{
    switch (status) {
#define TW_X(name, number, http, shape, error, code, gql, text) \
    case name:                                                  \
        return (form){http, shape, error, code};
        TW_STATUS_MAP(TW_X)
#undef TW_X
    case TW_STATUS_END_:
        break;
    }
    return (form){500, 'A', "InternalServerErrorException", NULL};
}

static tw_str message_of(const tw_error *error)
{
    tw_str message = tw_str_of(error->message);

    /* a message that quotes what is no text would break the body */
    return message.len > 0 && tw__utf8_valid(message)
               ? message
               : tw_str_of(tw_status_text(error->status));
}

static void put_messages(tw_json_writer *w, tw_str message)
{
    tw__jw_key(w, "messages");
    tw__jw_open(w, '[');
    tw__jw_text(w, message);
    tw__jw_close(w, ']');
}

/* {"statusCode","error","messages","code"?} */
static void put_handler(tw_json_writer *w, const form *f, tw_str message)
{
    tw__jw_key(w, "statusCode");
    tw__jw_int(w, f->http);
    if (f->shape == 'B')
        put_messages(w, message);
    tw__jw_key(w, "error");
    tw__jw_text(w, tw_str_of(f->error));
    if (f->shape != 'B')
        put_messages(w, message);
    if (f->code != NULL) {
        tw__jw_key(w, "code");
        tw__jw_text(w, tw_str_of(f->code));
    }
}

/* {"message": text or list,"error","statusCode"} */
static void put_framework(tw_json_writer *w,
                          const form *f,
                          tw_str message,
                          tw_str report)
{
    static const char list[] = "{\"messages\":";
    size_t skip = sizeof(list) - 1;

    tw__jw_key(w, "message");
    if (report.len > skip && tw__str_starts(report, tw_str_of(list)))
        tw__jw_raw(w, tw__str_sub(report, skip, report.len - 1));
    else
        tw__jw_text(w, message);
    tw__jw_key(w, "error");
    tw__jw_text(w, tw_str_of(f->error));
    tw__jw_key(w, "statusCode");
    tw__jw_int(w, f->http);
}

/* {"statusCode","error", and what the report holds} */
static void put_validation(tw_json_writer *w,
                           const form *f,
                           tw_str message,
                           tw_str report)
{
    tw__jw_key(w, "statusCode");
    tw__jw_int(w, f->http);
    tw__jw_key(w, "error");
    tw__jw_text(w, tw_str_of(f->error));
    if (report.len > 2) { /* the report's members follow ours */
        tw__buf_char(w->b, ',');
        tw__buf_str(w->b, tw__str_sub(report, 1, report.len - 1));
    } else {
        tw__jw_key(w, "message");
        tw__jw_text(w, message);
    }
}

int tw__error_body(const tw_error *error, tw_str report, tw_buf *out)
{
    form f = form_of(error->status);
    tw_json_writer w = {.b = out};
    tw_str message = message_of(error);

    tw__jw_open(&w, '{');
    if (f.shape == 'D')
        put_framework(&w, &f, message, report);
    else if (f.shape == 'M')
        put_validation(&w, &f, message, report);
    else
        put_handler(&w, &f, message);
    tw__jw_close(&w, '}');
    return f.http;
}
