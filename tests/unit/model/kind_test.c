/* kind_test.c -- what kinds share: rows of cells to JSON. */
#include "support/check.h"

#include "model/type.h"
#include "support/op.h"

static void check(test_op *t, tw_kind kind, tw_cell cell, const char *wanted)
{
    tw_buf b;

    tw__buf_init(&b, t->op.alloc);
    tw__kind_shape(kind, &cell, &b);
    tw__buf_char(&b, '\0');
    assert_string_equal(b.ptr, wanted);
    tw__buf_fini(&b);
}

static void cells_become_json(void **state)
{
    static const tw_str text = {"a\"b", 3}, list = {"[\"a\",\"b\"]", 9};
    test_op t;

    (void)state;
    test_op_init(&t);
    check(&t, TW_KIND_TEXT, tw__cell_text(text), "\"a\\\"b\"");
    check(&t, TW_KIND_TEXT_NULL, tw__cell_text(text), "\"a\\\"b\"");
    check(&t, TW_KIND_OPTION, tw__cell_text(TW_STR("BIG")), "\"BIG\"");
    check(&t, TW_KIND_DATE, tw__cell_text(TW_STR("2024-01-02")),
          "\"2024-01-02\"");
    check(&t, TW_KIND_NUMBER, tw__cell_real(0.1), "0.1");
    check(&t, TW_KIND_NUMBER, tw__cell_real(5), "5");
    check(&t, TW_KIND_NUMERIC, tw__cell_real(12.5), "\"12.5\"");
    check(&t, TW_KIND_NUMERIC, tw__cell_real(1e22),
          "\"10000000000000000000000\"");
    check(&t, TW_KIND_NUMERIC, tw__cell_real(-0.00000025), "\"-0.00000025\"");
    check(&t, TW_KIND_NUMERIC, tw__cell_real(1.25e-7), "\"0.000000125\"");
    check(&t, TW_KIND_NUMERIC, tw__cell_real(1.5e21),
          "\"1500000000000000000000\"");
    check(&t, TW_KIND_NUMERIC, tw__cell_int(-7), "\"-7\"");
    check(&t, TW_KIND_MICROS, tw__cell_int(INT64_MAX), "9223372036854775807");
    check(&t, TW_KIND_DEGREES, tw__cell_real(48.85), "48.85");
    check(&t, TW_KIND_BOOLEAN, tw__cell_int(0), "false");
    check(&t, TW_KIND_BOOLEAN, tw__cell_int(1), "true");
    check(&t, TW_KIND_TEXT_LIST, tw__cell_text(list), "[\"a\",\"b\"]");
    check(&t, TW_KIND_JSON, tw__cell_text(TW_STR("{\"a\": 1}")), "{\"a\": 1}");
    test_op_fini(&t);
}

static void empty_cells_have_the_form_of_their_kind(void **state)
{
    static const char *const wanted[TW_KIND_COUNT_] = {
        [TW_KIND_TEXT] = "\"\"",
        [TW_KIND_OPTION_LIST] = "[]",
        [TW_KIND_TEXT_LIST] = "[]",
        [TW_KIND_JSON_LIST] = "[]"};
    test_op t;

    (void)state;
    test_op_init(&t);
    for (int k = 0; k < TW_KIND_COUNT_; k++)
        check(&t, (tw_kind)k, tw__cell_null(),
              wanted[k] == NULL ? "null" : wanted[k]);
    test_op_fini(&t);
}

static void every_kind_has_a_row(void **state)
{
    (void)state;
    for (int k = 0; k < TW_KIND_COUNT_; k++) {
        const tw_kind_info *info = tw__kind_info((tw_kind)k);

        assert_non_null(info->api_type);
        assert_non_null(info->empty);
        assert_true((info->filter_ops & TW_CMP_BIT(TW_CMP_IS)) != 0);
        assert_int_equal(info->sql_type == NULL, k == TW_KIND_TS_VECTOR);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_become_json),
        cmocka_unit_test(empty_cells_have_the_form_of_their_kind),
        cmocka_unit_test(every_kind_has_a_row),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
