/* status.c -- the status table as functions. */
#include "twentyapi/status.h"

#include <stddef.h>

typedef struct row {
    tw_status status;
    int http;
    const char *name, *text, *code;
} row;

static const row rows[] = {
#define X(name, number, http, shape, error, code, gql, text) \
    {name, http, #name, text, code},
    TW_STATUS_MAP(X)
#undef X
};

static const row *find(tw_status status)
{
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].status == status)
            return &rows[i];
    }
    return NULL;
}

int tw_status_http(tw_status status)
{
    const row *r = find(status);

    return r == NULL ? 500 : r->http;
}

const char *tw_status_name(tw_status status)
{
    const row *r = find(status);

    return r == NULL ? "TW_E_UNKNOWN" : r->name;
}

const char *tw_status_text(tw_status status)
{
    const row *r = find(status);

    return r == NULL ? "unknown status" : r->text;
}

const char *tw_status_code(tw_status status)
{
    const row *r = find(status);

    return r == NULL ? NULL : r->code;
}
