/* schema_test.c -- the registry: names, members on demand, look-ups. */
#include "support/check.h"

#include "support/world.h"

#include "base/str.h"
#include "graphql/ast.h"
#include "graphql/parse.h"
#include "graphql/schema_inside.h"

typedef struct fixture {
    world w;
    tw_gql_schema *s;
} fixture;

static int begin(void **state)
{
    static fixture f;

    world_open(&f.w, NULL, TW_START_STANDARD);
    world_ok(&f.w, tw__gql_schema_core(&f.w.op, &f.s));
    *state = &f;
    return 0;
}

static int end(void **state)
{
    fixture *f = *state;

    tw__gql_schema_free(f->s);
    world_close(&f->w);
    return 0;
}

static const tw_gql_entry *entry(fixture *f, const char *name)
{
    return (const tw_gql_entry *)(const void *)tw__gql_type(&f->w.op, f->s,
                                                            tw_str_of(name));
}

static void members_are_made_when_somebody_asks(void **state)
{
    fixture *f = *state;
    const tw_gql_entry *e = entry(f, "PersonConnection");

    assert_non_null(e);
    assert_false(e->made);
    assert_false(entry(f, "Query")->made);
    assert_non_null(
        tw__gql_field_of(&f->w.op, f->s, &e->type, TW_STR("totalCount")));
    assert_true(e->made);
    assert_false(entry(f, "Person")->made);
}

static void what_is_borrowed_is_forgotten(void **state)
{
    fixture *f = *state;
    const tw_gql_entry *e = entry(f, "Company");
    tw_gql_loan loan;
    uint32_t count;

    world_ok(&f->w, tw__gql_borrow(&f->w.op, f->s, &e->type, &loan));
    assert_non_null(tw__gql_fields(&f->w.op, f->s, &e->type, &count));
    assert_true(count > 10);
    tw__gql_give_back(&f->w.op, &loan);
    assert_false(e->made);
    assert_null(e->members);
    /* what somebody holds is not taken away */
    assert_non_null(tw__gql_field_of(&f->w.op, f->s, &e->type, TW_STR("name")));
    world_ok(&f->w, tw__gql_borrow(&f->w.op, f->s, &e->type, &loan));
    tw__gql_give_back(&f->w.op, &loan);
    assert_true(e->made);
}

static void types_come_by_name_and_each_once(void **state)
{
    fixture *f = *state;
    const tw_gql_type *t, *last = NULL;
    uint32_t n = 0;

    for (; (t = tw__gql_type_at(&f->w.op, f->s, n)) != NULL; n++) {
        if (last != NULL)
            assert_true(tw__str_cmp(last->name, t->name) < 0);
        assert_ptr_equal(tw__gql_type(&f->w.op, f->s, t->name), t);
        last = t;
    }
    assert_int_equal(n, tw__gql_type_count(f->s));
    assert_true(n > 500);
}

static void wrapped_types_are_made_once(void **state)
{
    fixture *f = *state;
    const tw_gql_type *text = &entry(f, "String")->type;
    const tw_gql_type *required = tw__gql_non_null_of(&f->w.op, f->s, text);
    const tw_gql_type *list = tw__gql_list_of(&f->w.op, f->s, required);

    assert_ptr_equal(tw__gql_non_null_of(&f->w.op, f->s, text), required);
    assert_ptr_equal(tw__gql_list_of(&f->w.op, f->s, required), list);
    assert_ptr_equal(tw__gql_non_null_of(&f->w.op, f->s, required), required);
    assert_ptr_equal(tw__gql_named(list), text);
    assert_true(tw__gql_is_leaf(list));
    assert_true(tw__gql_is_input(list));
    assert_false(tw__gql_is_composite(list));
    assert_true(tw__gql_is_composite(&entry(f, "Person")->type));
    assert_false(tw__gql_is_input(&entry(f, "Person")->type));
    assert_true(tw__gql_is_input(&entry(f, "PersonFilterInput")->type));
}

static void a_reference_finds_the_type_it_means(void **state)
{
    static const char *const known[] = {"Int", "[Int]", "[UUID!]!",
                                        "[[PersonFilterInput]!]"};
    fixture *f = *state;
    const tw_gql_type_ref *ref;
    tw_buf b;

    tw__buf_init(&b, f->w.op.alloc);
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        tw__buf_reset(&b);
        world_ok(&f->w,
                 tw__gql_parse_type(&f->w.op, tw_str_of(known[i]), &ref));
        tw__gql_type_print(&b, tw__gql_type_of_ref(&f->w.op, f->s, ref));
        world_same(tw__buf_view(&b), known[i]);
    }
    tw__buf_fini(&b);
    world_ok(&f->w, tw__gql_parse_type(&f->w.op, TW_STR("[Nobody!]"), &ref));
    assert_null(tw__gql_type_of_ref(&f->w.op, f->s, ref));
    world_ok(&f->w, f->w.op.error.status);
}

static void meta_fields_are_found_but_not_listed(void **state)
{
    static const char *const names[] = {"__typename", "__schema", "__type"};
    static const uint16_t verbs[] = {TW_GQL_TYPENAME, TW_GQL_SCHEMA,
                                     TW_GQL_TYPE};
    fixture *f = *state;
    const tw_gql_type *query = tw__gql_query_type(f->s);
    const tw_gql_type *person = &entry(f, "Person")->type;
    const tw_gql_field *list;
    uint32_t count;

    for (size_t i = 0; i < 3; i++) {
        const tw_gql_field *m =
            tw__gql_field_of(&f->w.op, f->s, query, tw_str_of(names[i]));

        assert_non_null(m);
        assert_int_equal(m->meaning.verb, verbs[i]);
        assert_int_equal(tw__gql_field_of(&f->w.op, f->s, person,
                                          tw_str_of(names[i])) != NULL,
                         i == 0);
    }
    list = tw__gql_fields(&f->w.op, f->s, query, &count);
    for (uint32_t i = 0; i < count; i++)
        assert_int_not_equal(list[i].name.ptr[0], '_');
    assert_null(tw__gql_field_of(&f->w.op, f->s, &entry(f, "JSON")->type,
                                 TW_STR("__typename")));
}

static void directives_have_their_arguments_and_places(void **state)
{
    fixture *f = *state;
    const tw_gql_directive_info *d;
    uint32_t n = 0;

    while (tw__gql_directive_at(&f->w.op, f->s, n) != NULL)
        n++;
    assert_int_equal(n, 4);
    d = tw__gql_directive(&f->w.op, f->s, TW_STR("deprecated"));
    assert_int_equal(d->argument_count, 1);
    world_same(d->arguments[0].default_value, "\"No longer supported\"");
    d = tw__gql_directive(&f->w.op, f->s, TW_STR("skip"));
    assert_string_equal(d->locations[0], "FIELD");
    assert_int_equal(d->arguments[0].type->kind, TW_GQL_KIND_NON_NULL);
    assert_null(tw__gql_directive(&f->w.op, f->s, TW_STR("live")));
}

static void what_is_not_there_is_not_found(void **state)
{
    fixture *f = *state;
    tw_op *op = &f->w.op;
    const tw_gql_type *person = &entry(f, "Person")->type;
    uint32_t count = 9;

    assert_null(tw__gql_type(op, f->s, TW_STR("person")));
    assert_null(tw__gql_type(op, f->s, TW_STR("")));
    assert_null(tw__gql_field_of(op, f->s, person, TW_STR("nope")));
    assert_null(tw__gql_field_of(op, f->s, person, TW_STR("")));
    assert_null(tw__gql_input_of(op, f->s, person, TW_STR("name")));
    assert_null(tw__gql_enum_of(op, f->s, person, TW_STR("name")));
    assert_null(tw__gql_inputs(op, f->s, person, &count));
    assert_int_equal(count, 0);
    world_ok(&f->w, op->error.status);
}

/* Every allocation fails once, from making a schema to asking it. */
static tw_status make_and_ask(world *w)
{
    static const char *const names[] = {"Query", "Mutation", "Person",
                                        "CompanyOrderByWithGroupByInput",
                                        "OpportunityStageEnumFilter"};
    tw_gql_schema *s;
    tw_status st = tw__gql_schema_core(&w->op, &s);

    for (size_t i = 0; st == TW_OK && i < 5; i++)
        st = tw__gql_need(&w->op, s,
                          tw__gql_type(&w->op, s, tw_str_of(names[i])));
    if (s != NULL)
        tw__gql_schema_free(s);
    return st;
}

static void failing_memory_leaves_nothing_behind(void **state)
{
    static world w;
    int64_t before;
    bool whole = false;

    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    world_next(&w);
    before = w.allocated;
    for (int64_t n = 1; !whole && n < 10000; n += 1 + n / 50) {
        w.fail_in = n;
        whole = make_and_ask(&w) == TW_OK;
        if (!whole)
            assert_int_equal(w.op.error.status, TW_E_NOMEM);
        w.fail_in = 0;
        world_next(&w);
        assert_true(w.allocated <= before + 64 * 1024);
    }
    assert_true(whole);
    world_close(&w); /* fails when memory is still held */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(members_are_made_when_somebody_asks,
                                        begin, end),
        cmocka_unit_test_setup_teardown(what_is_borrowed_is_forgotten, begin,
                                        end),
        cmocka_unit_test_setup_teardown(types_come_by_name_and_each_once, begin,
                                        end),
        cmocka_unit_test_setup_teardown(wrapped_types_are_made_once, begin,
                                        end),
        cmocka_unit_test_setup_teardown(a_reference_finds_the_type_it_means,
                                        begin, end),
        cmocka_unit_test_setup_teardown(meta_fields_are_found_but_not_listed,
                                        begin, end),
        cmocka_unit_test_setup_teardown(
            directives_have_their_arguments_and_places, begin, end),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_not_found, begin,
                                        end),
        cmocka_unit_test(failing_memory_leaves_nothing_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
