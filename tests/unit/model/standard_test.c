/* standard_test.c -- the standard objects in a new file. */
#include "support/check.h"

#include "support/world.h"

static void a_new_file_has_all_standard_objects(void **state)
{
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    assert_int_equal(w.catalog->object_count, 28);
    assert_int_equal(w.catalog->field_count, 454);
    assert_int_equal(world_int(&w, "SELECT count(*) FROM tw_index"), 73);
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_file_has_all_standard_objects),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
