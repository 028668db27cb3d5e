/* sdl_test.c -- schemas as text. */
#include "support/check.h"

#include "support/grow.h"

#include "base/str.h"
#include "graphql/parse.h"
#include "graphql/schema.h"

#include <string.h>

static world w;
static tw_gql_schema *s;
static tw_buf out;

static int begin(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_STANDARD);
    return 0;
}

static int begin_empty(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    return 0;
}

static int end(void **state)
{
    (void)state;
    tw__buf_fini(&out);
    tw__gql_schema_free(s);
    world_close(&w);
    return 0;
}

static const char *sdl(void)
{
    world_ok(&w, tw__gql_schema_core(&w.op, &s));
    tw__buf_init(&out, w.op.alloc);
    world_ok(&w, tw__gql_sdl(&w.op, s, &out));
    tw__buf_char(&out, '\0');
    assert_false(out.failed);
    return out.ptr;
}

static void types_are_written_in_the_language(void **state)
{
    static const char *const parts[] = {
        "input EmailsFilterInput {\n  primaryEmail: StringFilter\n"
        "  additionalEmails: RawJsonFilter\n}\n",
        "enum FirstDayOfTheWeek {\n  MONDAY\n  SUNDAY\n  SATURDAY\n}\n",
        "\"\"\"A day, as in 2026-01-02.\"\"\"\nscalar Date\n",
        "\n  person(filter: PersonFilterInput!): Person\n",
        "\n  createPeople(data: [PersonCreateInput!]!, upsert: Boolean): "
        "[Person!]\n",
        "\n  edges: [PersonEdge!]!\n  pageInfo: PageInfo!\n}\n",
    };
    const char *text = sdl();

    (void)state;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
        if (strstr(text, parts[i]) == NULL)
            fail_msg("not there: %s", parts[i]);
    assert_null(strstr(text, "scalar Int\n"));
    assert_null(strstr(text, "type __"));
    assert_null(strstr(text, "NotNull"));
}

static void the_text_can_be_read_again(void **state)
{
    tw_gql_errors errors = {.count = 0};
    const tw_gql_document *doc;
    uint32_t types = 0;

    (void)state;
    (void)sdl();
    out.len--; /* the NUL */
    world_ok(&w, tw__gql_parse(&w.op, tw__buf_view(&out), &errors, &doc));
    for (uint32_t i = 0; i < tw__gql_type_count(s); i++) {
        const tw_gql_type *t = tw__gql_type_at(&w.op, s, i);

        types += !tw__str_starts(t->name, TW_STR("__")) &&
                 (t->scalar == TW_GQL_SCALAR_CUSTOM ||
                  t->scalar == TW_GQL_SCALAR_UUID);
    }
    assert_int_equal(doc->definition_count, types);
    for (uint32_t i = 0; i < doc->definition_count; i++)
        assert_int_equal(doc->definitions[i].kind, TW_GQL_TYPE_SYSTEM);
}

static void descriptions_of_users_cannot_break_it(void **state)
{
    (void)state;
    grow_object(&w, "trap", "traps");
    world_exec(&w, "UPDATE tw_object SET description = "
                   "'ends \"\"\" here' || char(10) || ' } type X {' WHERE "
                   "nameSingular = 'trap'");
    world_reload(&w);
    assert_non_null(strstr(
        sdl(), "\"ends \\\"\\\"\\\" here\\n } type X {\"\ntype Trap {\n"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(types_are_written_in_the_language,
                                        begin, end),
        cmocka_unit_test_setup_teardown(the_text_can_be_read_again, begin_empty,
                                        end),
        cmocka_unit_test_setup_teardown(descriptions_of_users_cannot_break_it,
                                        begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
