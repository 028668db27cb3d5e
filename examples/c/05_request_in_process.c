/* 05_request_in_process.c -- a whole REST request without a socket: what the
** server does, as a function call. */
#include <twentyapi.h>

#include <stdio.h>
#include <stdlib.h>

static void call(tw_service *service,
                 const char *method,
                 const char *target,
                 const char *body)
{
    tw_request request = {.method = tw_str_of(method),
                          .target = tw_str_of(target),
                          .body = tw_str_of(body),
                          .trusted = true}; /* we are the owner: no token */
    tw_response response;

    tw_service_handle(service, &request, &response);
    printf("%s %s\n%d %.*s\n", method, target, response.status,
           (int)response.body.len, response.body.ptr);
}

int main(void)
{
    tw_service *service = NULL;
    tw_db *db = NULL;

    if (tw_db_open(":memory:", NULL, &db) != TW_OK ||
        tw_service_new(db, &service) != TW_OK) {
        fprintf(stderr, "%s\n", tw_db_error(db)->message);
        tw_db_close(db);
        return EXIT_FAILURE;
    }
    call(service, "DELETE",
         "/rest/companies/11111111-1111-4111-8111-111111111111", NULL);
    call(service, "GET", "/rest/unicorns", NULL);
    call(service, "GET", "/rest/companies?limit=1", NULL);
    call(service, "POST", "/rest/companies", "{\"headcount\":1}");
    tw_service_free(service);
    tw_db_close(db);
    return EXIT_SUCCESS;
}
