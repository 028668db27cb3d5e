/* option_test.c -- what fields with options and lists accept. */
#include "unit/model/types/rig.h"

static void select_takes_one_of_its_options(void **state)
{
    static const value_case cases[] = {
        {"\"SMALL\"", TW_OK, "\"SMALL\""},
        {"null", TW_OK, "null"},
        {"\"HUGE\"", TW_E_INVALID,
         "Invalid value \"HUGE\" for field \"kind\". "
         "Valid values are: SMALL, BIG"},
        {"\"small\"", TW_E_INVALID, "Invalid value \"small\""},
        {"\"\"", TW_E_INVALID, "Invalid value \"\""},
        {"1", TW_E_INVALID, "Invalid string value 1 for text field \"kind\""},
        {"[\"SMALL\"]", TW_E_INVALID, "Invalid string value [ 'SMALL' ]"},
    };

    (void)state;
    rig_run(TW_TYPE_SELECT, "kind", cases);
    rig_run(TW_TYPE_RATING, "kind", cases);
}

static void multi_select_takes_a_list_or_one(void **state)
{
    static const value_case cases[] = {
        {"[\"BIG\",\"SMALL\"]", TW_OK, "[\"BIG\",\"SMALL\"]"},
        {"\"BIG\"", TW_OK, "[\"BIG\"]"},
        {"[]", TW_OK, "[]"},
        {"null", TW_OK, "[]"},
        {"[\"BIG\",\"COLD\"]", TW_E_INVALID,
         "Invalid value [ 'BIG', 'COLD' ] for multi select field \"tags\""},
        {"\"COLD\"", TW_E_INVALID,
         "Invalid value 'COLD' for multi select field \"tags\""},
        {"1", TW_E_INVALID, "Array values need to be string"},
        {"[1]", TW_E_INVALID, "Invalid value [ 1 ] for field \"tags"},
    };

    (void)state;
    rig_run(TW_TYPE_MULTI_SELECT, "tags", cases);
}

static void array_takes_a_list_or_one(void **state)
{
    static const value_case cases[] = {
        {"[\"a\",\"b\"]", TW_OK, "[\"a\",\"b\"]"},
        {"\"a\"", TW_OK, "[\"a\"]"},
        {"[]", TW_OK, "[]"},
        {"null", TW_OK, "[]"},
        {"1", TW_E_INVALID,
         "Invalid value 1 for field \"list - Array values need to be string\""},
        {"[1]", TW_E_INVALID, "Invalid value [ 1 ] for field"},
        {"{}", TW_E_INVALID, "Invalid value {} for field"},
    };

    (void)state;
    rig_run(TW_TYPE_ARRAY, "list", cases);
}

#define ID "5f1d7a0e-3c0c-4a5b-9a41-2f6f3f2a9b10"

static void files_takes_ids_and_labels(void **state)
{
    static const value_case cases[] = {
        {"[{\"fileId\":\"" ID "\",\"label\":\"a.b.pdf\"}]", TW_OK,
         "[{\"fileId\": \"" ID "\", \"label\": \"a.b.pdf\", \"extension\": "
         "\".pdf\", \"url\": null}]"},
        {"[]", TW_OK, "null"},
        {"null", TW_OK, "null"},
        {"\"[]\"", TW_OK, "null"},
        {"\"x\"", TW_E_INVALID, "files field \"docs\""},
        {"{}", TW_E_INVALID, "files field"},
        {"[{\"fileId\":\"" ID "\"}]", TW_E_INVALID, "label"},
        {"[{\"fileId\":\"" ID "\",\"label\":\"a\",\"url\":\"x\"}]",
         TW_E_INVALID, "label"},
        {"[{\"fileId\":\"5f1d7a0e-3c0c-1a5b-9a41-2f6f3f2a9b10\",\"label\":"
         "\"a\"}]",
         TW_E_INVALID, "version 4"},
    };
    static const value_case two = {"[{\"fileId\":\"" ID "\",\"label\":\"a\"},"
                                   "{\"fileId\":\"" ID "\",\"label\":\"b\"}]",
                                   TW_E_INVALID, "at most 1 files"};
    tw_field one = rig_field(TW_TYPE_FILES, "docs");

    (void)state;
    rig_run(TW_TYPE_FILES, "docs", cases);
    one.settings = TW_STR("{\"maxNumberOfValues\":1}");
    rig_run_all(one, &two, 1);
}

static void a_join_key_goes_by_its_own_name(void **state)
{
    static const value_case cases[] = {
        {"\"" ID "\"", TW_OK, "\"" ID "\""},
        {"null", TW_OK, "null"},
        {"\"\"", TW_E_INVALID, "Invalid UUID value '' for field \"firmId\""},
    };
    static const value_case list = {"[]", TW_E_INVALID, "\"people\""};
    tw_field key = rig_field(TW_TYPE_RELATION, "firm");

    (void)state;
    key.relation = TW_RELATION_MANY_TO_ONE;
    key.join_name = TW_STR("firmId");
    rig_run_all(key, cases, 3);
    key.type = tw__type(TW_TYPE_MORPH_RELATION);
    rig_run_all(key, cases, 3);
    key = rig_field(TW_TYPE_RELATION, "people");
    key.relation = TW_RELATION_ONE_TO_MANY;
    rig_run_all(key, &list, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(select_takes_one_of_its_options),
        cmocka_unit_test(multi_select_takes_a_list_or_one),
        cmocka_unit_test(array_takes_a_list_or_one),
        cmocka_unit_test(files_takes_ids_and_labels),
        cmocka_unit_test(a_join_key_goes_by_its_own_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
