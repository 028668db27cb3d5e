#include "graphql/names.h"

#include "support/check.h"
#include "support/op.h"

static void fill(tw_op *op, tw_gql_names *n, uint32_t count, uint32_t kinds)
{
    assert_true(tw__gql_names_init(op, n, count));
    for (uint32_t i = 0; i < count; i++)
        n->items[i] = (tw_gql_name){
            tw__op_printf(op, "n%u", (i * 7919u + 13u) % kinds), i};
    assert_true(tw__gql_names_sort(op, n));
}

static void names_are_found_whatever_their_number(void **state)
{
    test_op t;
    tw_gql_names n;

    (void)state;
    test_op_init(&t);
    for (uint32_t count = 0; count < 70; count++) {
        fill(&t.op, &n, count, 1000);
        assert_int_equal(n.count, count);
        for (uint32_t i = 0; i < count; i++) {
            tw_str name =
                tw__op_printf(&t.op, "n%u", (i * 7919u + 13u) % 1000u);

            assert_int_equal(tw__gql_names_first(&n, name), i);
            assert_int_equal(tw__gql_names_last(&n, name), i);
        }
        assert_int_equal(tw__gql_names_first(&n, TW_STR("none")), UINT32_MAX);
        assert_int_equal(tw__gql_names_last(&n, TW_STR("a")), UINT32_MAX);
    }
    test_op_fini(&t);
}

static void equal_names_keep_their_order(void **state)
{
    test_op t;
    tw_gql_names n;
    uint32_t run;

    (void)state;
    test_op_init(&t);
    fill(&t.op, &n, 5000, 3);
    for (uint32_t i = 0; i < n.count; i += run) {
        run = tw__gql_names_run(&n, i);
        assert_int_equal(tw__gql_names_first(&n, n.items[i].name),
                         n.items[i].index);
        assert_int_equal(tw__gql_names_last(&n, n.items[i].name),
                         n.items[i + run - 1].index);
        for (uint32_t j = i + 1; j < i + run; j++)
            assert_true(n.items[j - 1].index < n.items[j].index);
    }
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_whatever_their_number),
        cmocka_unit_test(equal_names_keep_their_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
