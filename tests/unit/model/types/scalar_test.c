/* scalar_test.c -- what scalar fields accept. */
#include "unit/model/types/rig.h"

static void text_takes_strings_only(void **state)
{
    static const value_case cases[] = {
        {"\"a\"", TW_OK, "\"a\""},
        {"\"\"", TW_OK, "\"\""},
        {"null", TW_OK, "\"\""},
        {"1", TW_E_INVALID, "Invalid string value 1 for text field \"name\""},
        {"{}", TW_E_INVALID, "Invalid string value {} for text field"},
        {"[1,\"a\"]", TW_E_INVALID, "Invalid string value [ 1, 'a' ] for"},
        {"{\"a\":{\"b\":null}}", TW_E_INVALID, "{ a: { b: null } }"},
    };

    (void)state;
    rig_run(TW_TYPE_TEXT, "name", cases);
}

static void text_has_a_longest_length(void **state)
{
    static const value_case good[] = {{"\"12345678\"", TW_OK, "\"12345678\""}};
    static const value_case bad[] = {{"\"123456789\"", TW_E_INVALID, "long"}};
    tw_field f = rig_field(TW_TYPE_TEXT, "name");
    test_op t;

    (void)state;
    test_op_init(&t);
    t.limits.max_text_bytes = 8;
    rig_check(&t, &f, good, 0);
    rig_check(&t, &f, bad, 0);
    test_op_fini(&t);
}

static void number_takes_json_numbers_only(void **state)
{
    static const value_case cases[] = {
        {"0", TW_OK, "0"},
        {"1.5", TW_OK, "1.5"},
        {"-3", TW_OK, "-3"},
        {"null", TW_OK, "null"},
        {"\"5\"", TW_E_INVALID, "Invalid number value '5' for field \"mass\""},
        {"true", TW_E_INVALID, "Invalid number value true for field"},
    };

    (void)state;
    rig_run(TW_TYPE_NUMBER, "mass", cases);
}

static void numeric_takes_numbers_in_text(void **state)
{
    static const value_case cases[] = {
        {"12.5", TW_OK, "\"12.5\""},
        {"\"12.5\"", TW_OK, "\"12.5\""},
        {"\"\"", TW_OK, "null"},
        {"null", TW_OK, "null"},
        {"1e21", TW_OK, "\"1000000000000000000000\""},
        {"\"x\"", TW_E_INVALID, "Invalid number value NaN for field \"n\""},
        {"\"Infinity\"", TW_E_INVALID, "NaN"},
        {"true", TW_E_INVALID, "Invalid number value true"},
        {"[]", TW_E_INVALID, "Invalid number value []"},
    };

    (void)state;
    rig_run(TW_TYPE_NUMERIC, "n", cases);
}

static void boolean_takes_true_and_false(void **state)
{
    static const value_case cases[] = {
        {"true", TW_OK, "true"},
        {"false", TW_OK, "false"},
        {"null", TW_OK, "null"},
        {"0", TW_E_INVALID, "Invalid boolean value 0 for field \"flag\""},
        {"1", TW_E_INVALID, "Invalid boolean value 1"},
        {"\"true\"", TW_E_INVALID, "Invalid boolean value 'true'"},
        {"\"\"", TW_E_INVALID, "Invalid boolean value ''"},
        {"[]", TW_E_INVALID, "Invalid boolean value []"},
    };

    (void)state;
    rig_run(TW_TYPE_BOOLEAN, "flag", cases);
}

static void uuid_is_kept_in_lower_case(void **state)
{
    static const value_case cases[] = {
        {"\"20354D7A-E4FE-47AF-8FF6-187BCA92F3F9\"", TW_OK,
         "\"20354d7a-e4fe-47af-8ff6-187bca92f3f9\""},
        {"null", TW_OK, "null"},
        {"\"\"", TW_E_INVALID, "Invalid UUID value '' for field \"ref\""},
        {"\"non-uuid\"", TW_E_INVALID, "Invalid UUID value 'non-uuid'"},
        {"5", TW_E_INVALID, "Invalid UUID value 5"},
        {"\"00000000-0000-0000-0000-000000000000\"", TW_E_INVALID, "UUID"},
        {"\"018f3c5e-7b6a-7c3d-8e4f-0123456789ab\"", TW_E_INVALID, "UUID"},
    };

    (void)state;
    rig_run(TW_TYPE_UUID, "ref", cases);
}

static void date_takes_many_spellings(void **state)
{
    static const value_case cases[] = {
        {"\"2025-01-13\"", TW_OK, "\"2025-01-13\""},
        {"\"01/13/2025\"", TW_OK, "\"2025-01-13\""},
        {"\"2024-02-29\"", TW_OK, "\"2024-02-29\""},
        {"\"20240131\"", TW_OK, "\"2024-01-31\""},
        {"\"2024/01/31\"", TW_OK, "\"2024-01-31\""},
        {"\"January 5, 2024\"", TW_OK, "\"2024-01-05\""},
        {"\"5 Jan 2024\"", TW_OK, "\"2024-01-05\""},
        {"\"2024-01-15T10:30:00Z\"", TW_OK, "\"2024-01-15\""},
        {"null", TW_OK, "null"},
        {"\"2024-02-31\"", TW_E_INVALID,
         "Invalid value '2024-02-31' for date field \"day\". "
         "Expected format: 'YYYY-MM-DD'"},
        {"\"2024\"", TW_E_INVALID, "'2024'"},
        {"1", TW_E_INVALID, "Invalid value 1 for date field"},
        {"\"\"", TW_E_INVALID, "''"},
        {"true", TW_E_INVALID, "true"},
    };

    (void)state;
    rig_run(TW_TYPE_DATE, "day", cases);
}

static void date_time_is_kept_in_utc(void **state)
{
    static const value_case cases[] = {
        {"\"2024-01-15T10:30:00.123Z\"", TW_OK, "\"2024-01-15T10:30:00.123Z\""},
        {"\"2024-01-15T10:30:00+02:00\"", TW_OK,
         "\"2024-01-15T08:30:00.000Z\""},
        {"\"2024-01-15T10:30:00\"", TW_OK, "\"2024-01-15T10:30:00.000Z\""},
        {"\"2024-01-15 10:30\"", TW_OK, "\"2024-01-15T10:30:00.000Z\""},
        {"\"2026-05-07\"", TW_OK, "\"2026-05-07T00:00:00.000Z\""},
        {"\"01/13/2025\"", TW_OK, "\"2025-01-13T00:00:00.000Z\""},
        {"\"20240115T103000Z\"", TW_OK, "\"2024-01-15T10:30:00.000Z\""},
        {"null", TW_OK, "null"},
        {"\"2024-01-15T25:30:00Z\"", TW_E_INVALID,
         "Invalid value '2024-01-15T25:30:00Z' for date-time field \"at\". "
         "Expected format: 'YYYY-MM-DDTHH:mm:ssZ'"},
        {"\"2024-13-01\"", TW_E_INVALID, "date-time"},
        {"\"soon\"", TW_E_INVALID, "'soon'"},
        {"1705312200000", TW_E_INVALID, "1705312200000"},
        {"\"2024\"", TW_E_INVALID, "'2024'"},
        {"true", TW_E_INVALID, "true"},
        {"\"\"", TW_E_INVALID, "''"},
    };

    (void)state;
    rig_run(TW_TYPE_DATE_TIME, "at", cases);
}

static void position_takes_numbers_only(void **state)
{
    static const value_case cases[] = {
        {"1000", TW_OK, "1000"},
        {"-2.5", TW_OK, "-2.5"},
        {"null", TW_E_INVALID,
         "Invalid position value null for field \"position\""},
        {"\"middle\"", TW_E_INVALID, "Invalid position value 'middle'"},
    };

    (void)state;
    rig_run(TW_TYPE_POSITION, "position", cases);
}

static void raw_json_is_stored_parsed_and_spaced(void **state)
{
    static const value_case cases[] = {
        {"{\"k\":\"v\"}", TW_OK, "{\"k\": \"v\"}"},
        {"[1,2]", TW_OK, "[1, 2]"},
        {"{}", TW_OK, "null"},
        {"[]", TW_OK, "null"},
        {"null", TW_OK, "null"},
        {"\"{\\\"k\\\":1}\"", TW_OK, "{\"k\": 1}"},
        {"\"{}\"", TW_OK, "null"},
        {"\"nope\"", TW_E_INVALID,
         "Invalid object value 'nope' for field \"meta\""},
        {"5", TW_E_INVALID, "Invalid object value 5"},
        {"true", TW_E_INVALID, "Invalid object value true"},
    };

    (void)state;
    rig_run(TW_TYPE_RAW_JSON, "meta", cases);
}

static void the_search_vector_is_never_written(void **state)
{
    static const value_case cases[] = {
        {"\"x\"", TW_E_INVALID, "searchVector"},
        {"null", TW_E_INVALID, "searchVector"},
    };

    (void)state;
    rig_run(TW_TYPE_TS_VECTOR, "searchVector", cases);
}

static void long_values_are_cut_in_complaints(void **state)
{
    char in[2000];
    value_case c = {in, TW_E_INVALID, "...  for date field"};
    tw_field f = rig_field(TW_TYPE_DATE, "day");
    test_op t;

    (void)state;
    memset(in, 'x', sizeof in);
    in[0] = '"';
    in[sizeof in - 2] = '"';
    in[sizeof in - 1] = '\0';
    c.shown = "xxx... for date field \"day\"";
    test_op_init(&t);
    rig_check(&t, &f, &c, 0);
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_takes_strings_only),
        cmocka_unit_test(text_has_a_longest_length),
        cmocka_unit_test(number_takes_json_numbers_only),
        cmocka_unit_test(numeric_takes_numbers_in_text),
        cmocka_unit_test(boolean_takes_true_and_false),
        cmocka_unit_test(uuid_is_kept_in_lower_case),
        cmocka_unit_test(date_takes_many_spellings),
        cmocka_unit_test(date_time_is_kept_in_utc),
        cmocka_unit_test(position_takes_numbers_only),
        cmocka_unit_test(raw_json_is_stored_parsed_and_spaced),
        cmocka_unit_test(the_search_vector_is_never_written),
        cmocka_unit_test(long_values_are_cut_in_complaints),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
