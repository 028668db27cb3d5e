#include "base/uuid.h"

#include "base/env.h"
#include "base/str.h"
#include "support/check.h"
#include "support/op.h"

static void versions_one_to_five_are_valid(void **state)
{
    (void)state;
    assert_true(tw__uuid_valid(TW_STR("20354d7a-e4fe-47af-8ff6-187bca92f3f9")));
    assert_true(tw__uuid_valid(TW_STR("20354D7A-E4FE-17AF-BFF6-187BCA92F3F9")));
    assert_true(tw__uuid_valid(TW_STR("20354d7a-e4fe-57af-9ff6-187bca92f3f9")));
}

static void anything_else_is_not(void **state)
{
    static const char *const texts[] = {"",
                                        "x",
                                        "00000000-0000-0000-0000-000000000000",
                                        "20354d7a-e4fe-67af-8ff6-187bca92f3f9",
                                        "20354d7a-e4fe-77af-8ff6-187bca92f3f9",
                                        "20354d7a-e4fe-07af-8ff6-187bca92f3f9",
                                        "20354d7a-e4fe-47af-7ff6-187bca92f3f9",
                                        "20354d7a-e4fe-47af-cff6-187bca92f3f9",
                                        "20354d7a-e4fe-47af-8ff6-187bca92f3f",
                                        "20354d7a-e4fe-47af-8ff6-187bca92f3f9a",
                                        "20354d7ae4fe-47af-8ff6-187bca92f3f9-",
                                        "{0354d7a-e4fe-47af-8ff6-187bca92f3f}",
                                        "20354g7a-e4fe-47af-8ff6-187bca92f3f9"};

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        assert_false(tw__uuid_valid(tw_str_of(texts[i])));
}

static void the_normal_form_is_lower_case(void **state)
{
    char to[TW_UUID_BYTES];

    (void)state;
    assert_true(
        tw__uuid_normal(TW_STR("20354D7A-E4FE-47AF-8FF6-187BCA92F3F9"), to));
    assert_memory_equal(to, "20354d7a-e4fe-47af-8ff6-187bca92f3f9",
                        TW_UUID_BYTES);
}

static void new_ids_are_version_four_and_made_of_chance(void **state)
{
    test_op t;
    tw_str a, b;

    (void)state;
    test_op_init(&t);
    a = tw__uuid_make(&t.op);
    b = tw__uuid_make(&t.op);
    assert_string_equal(a.ptr, "00010203-0405-4607-8809-0a0b0c0d0e0f");
    assert_string_equal(b.ptr, "10111213-1415-4617-9819-1a1b1c1d1e1f");
    assert_true(tw__uuid_valid(a));
    test_op_fini(&t);
}

static void real_ids_do_not_repeat(void **state)
{
    char a[TW_UUID_BYTES], b[TW_UUID_BYTES];

    (void)state;
    tw__uuid_new(&tw__env_default, a);
    tw__uuid_new(&tw__env_default, b);
    assert_memory_not_equal(a, b, TW_UUID_BYTES);
}

static void a_name_always_gives_the_same_id(void **state)
{
    char a[TW_UUID_BYTES], b[TW_UUID_BYTES];

    (void)state;
    tw__uuid_named(TW_STR("object:person"), a);
    tw__uuid_named(TW_STR("object:person"), b);
    assert_memory_equal(a, b, TW_UUID_BYTES);
    assert_true(tw__uuid_valid((tw_str){a, TW_UUID_BYTES}));
    assert_int_equal(a[14], '5');
    tw__uuid_named(TW_STR("object:persoN"), b);
    assert_memory_not_equal(a, b, TW_UUID_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_one_to_five_are_valid),
        cmocka_unit_test(anything_else_is_not),
        cmocka_unit_test(the_normal_form_is_lower_case),
        cmocka_unit_test(new_ids_are_version_four_and_made_of_chance),
        cmocka_unit_test(real_ids_do_not_repeat),
        cmocka_unit_test(a_name_always_gives_the_same_id),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
