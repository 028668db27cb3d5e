#include "twentyapi/status.h"

#include "support/check.h"

#include <string.h>

static void each_status_has_its_row(void **state)
{
    (void)state;
    assert_int_equal(tw_status_http(TW_OK), 200);
    assert_int_equal(tw_status_http(TW_E_NOT_FOUND), 404);
    assert_string_equal(tw_status_name(TW_E_NOT_FOUND), "TW_E_NOT_FOUND");
    assert_string_equal(tw_status_text(TW_E_NOMEM), "out of memory");
    assert_string_equal(tw_status_code(TW_E_INVALID_CURSOR), "INVALID_CURSOR");
    assert_null(tw_status_code(TW_E_INVALID));
}

static void numbers_from_elsewhere_are_survived(void **state)
{
    (void)state;
    assert_int_equal(tw_status_http((tw_status)100000), 500);
    assert_non_null(tw_status_name((tw_status)100000));
    assert_non_null(tw_status_text((tw_status)-1));
    assert_null(tw_status_code((tw_status)-1));
}

static void numbers_and_names_are_unique(void **state)
{
    static const struct {
        int number;
        const char *name;
    } rows[] = {
#define X(name, number, http, shape, error, code, gql, text) {number, #name},
        TW_STATUS_MAP(X)
#undef X
    };
    size_t count = sizeof(rows) / sizeof(rows[0]);

    (void)state;
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(tw_status_name((tw_status)rows[i].number),
                            rows[i].name);
        for (size_t j = i + 1; j < count; j++)
            assert_int_not_equal(rows[i].number, rows[j].number);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_has_its_row),
        cmocka_unit_test(numbers_from_elsewhere_are_survived),
        cmocka_unit_test(numbers_and_names_are_unique),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
