/* target_fuzz.c -- any request target, read on a small workspace: an answer
** with a fitting status and a JSON body, never a failure of ours. */
#include "base/json.h"

#include <twentyapi.h>

#include <stdlib.h>

static tw_service *service_once(void)
{
    static tw_service *service;
    tw_db *db;

    if (service != NULL)
        return service;
    if (tw_db_open(":memory:", NULL, &db) != TW_OK ||
        tw_record_create_many(db, "person",
                              TW_STR("[{\"name\":{\"firstName\":\"Ada\"}},"
                                     "{\"jobTitle\":\"x\",\"position\":3},{}]"),
                              NULL, NULL) != TW_OK ||
        tw_service_new(db, &service) != TW_OK)
        abort();
    return service;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tw_request request = {.method = TW_STR("GET"),
                          .target = {(const char *)data, size},
                          .trusted = true};
    tw_response response;
    const char *why;
    size_t at;

    (void)tw_service_lane(&request);
    tw_service_handle(service_once(), &request, &response);
    if (response.status < 200 || response.status >= 500)
        abort();
    if (!tw__json_check(response.body, TW_LIMIT_JSON_DEPTH, &at, &why))
        abort();
    return 0;
}
