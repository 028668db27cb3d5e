/* error_body_test.c -- the four shapes of an error's body. */
#include "api/error_body.h"

#include "support/check.h"

#include <string.h>

static const struct {
    const char *says;
    tw_status status;
    const char *message, *report;
    int http;
    const char *body;
} rows[] = {
    {"a handler's error", TW_E_INVALID, "no", "", 400,
     "{\"statusCode\":400,\"error\":\"BadRequestException\",\"messages\":["
     "\"no\"]}"},
    {"a domain error has a code", TW_E_INVALID_CURSOR, "no", "", 400,
     "{\"statusCode\":400,\"error\":\"Error\",\"messages\":[\"no\"],\"code\":"
     "\"INVALID_CURSOR\"}"},
    {"an authentication error", TW_E_BAD_TOKEN, "Token invalid.", "", 401,
     "{\"statusCode\":401,\"messages\":[\"Token invalid.\"],\"error\":"
     "\"UNAUTHENTICATED\"}"},
    {"a framework error", TW_E_NO_ROUTE, "Cannot GET /rest", "", 404,
     "{\"message\":\"Cannot GET /rest\",\"error\":\"Not Found\","
     "\"statusCode\":404}"},
    {"a framework error with a list", TW_E_PROPERTY_CHECK, "",
     "{\"messages\":[\"a\",\"b\"]}", 400,
     "{\"message\":[\"a\",\"b\"],\"error\":\"Bad Request\",\"statusCode\":"
     "400}"},
    {"a refused change of the model", TW_E_METADATA_VALIDATION, "",
     "{\"errors\":{},\"summary\":{\"totalErrors\":1}}", 400,
     "{\"statusCode\":400,\"error\":\"METADATA_VALIDATION_ERROR\",\"errors\":"
     "{},\"summary\":{\"totalErrors\":1}}"},
    {"an error without words gets the status's", TW_E_BUSY, "", "", 503,
     "{\"statusCode\":503,\"error\":\"ServiceUnavailableException\","
     "\"messages\":[\"the database is locked\"],\"code\":\"DATABASE_BUSY\"}"},
    {"words are escaped", TW_E_INVALID, "a \"b\"\n", "", 400,
     "{\"statusCode\":400,\"error\":\"BadRequestException\",\"messages\":[\"a "
     "\\\"b\\\"\\n\"]}"},
};

static void each_status_has_the_body_of_its_shape(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        tw_error error = {.status = rows[i].status};
        tw_buf b;

        strcpy(error.message, rows[i].message);
        tw__buf_init(&b, &tw__alloc_default);
        assert_int_equal(tw__error_body(&error, tw_str_of(rows[i].report), &b),
                         rows[i].http);
        tw__buf_char(&b, '\0');
        if (strcmp(b.ptr, rows[i].body) != 0)
            fail_msg("%s: %s", rows[i].says, b.ptr);
        tw__buf_fini(&b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_has_the_body_of_its_shape),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
