/* type_test.c -- the table of field types. */
#include "support/check.h"

#include "base/str.h"
#include "model/type.h"

static void every_type_is_found_by_its_name(void **state)
{
    (void)state;
    for (int i = 0; i < TW_TYPE_COUNT_; i++) {
        const tw_type *type = tw__type((tw_type_id)i);

        assert_int_equal(type->id, i);
        assert_ptr_equal(tw__type_by_name(tw_str_of(type->api_name)), type);
        assert_true(type->part_count <= TW_PARTS_MAX);
        assert_non_null(type->accept);
    }
    assert_null(tw__type_by_name(TW_STR("text")));
    assert_null(tw__type_by_name(TW_STR("TEXTS")));
    assert_null(tw__type_by_name(TW_STR("")));
}

static void only_composites_have_named_parts(void **state)
{
    (void)state;
    for (int i = 0; i < TW_TYPE_COUNT_; i++) {
        const tw_type *type = tw__type((tw_type_id)i);

        for (int k = 0; k < type->part_count; k++)
            assert_int_equal(type->parts[k].name[0] != '\0', type->composite);
    }
}

static void unique_types_have_a_unique_part(void **state)
{
    (void)state;
    for (int i = 0; i < TW_TYPE_COUNT_; i++) {
        const tw_type *type = tw__type((tw_type_id)i);
        int unique = 0;

        for (int k = 0; k < type->part_count; k++)
            unique += type->parts[k].unique;
        if (type->unique_allowed)
            assert_true(unique > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_found_by_its_name),
        cmocka_unit_test(only_composites_have_named_parts),
        cmocka_unit_test(unique_types_have_a_unique_part),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
