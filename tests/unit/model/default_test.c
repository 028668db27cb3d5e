/* default_test.c -- default values: from the metadata form to cells. */
#include "support/check.h"

#include "support/world.h"

#include "base/str.h"
#include "base/uuid.h"
#include "model/default.h"

static const tw_option options[] = {
    {.value = {"A", 1}},
    {.value = {"B", 1}},
};

/* A field that is in no catalog: its type and its default. */
typedef struct loose {
    tw_field field;
    tw_column columns[TW_PARTS_MAX];
} loose;

static void make_field(loose *l, const char *type, const char *def)
{
    *l = (loose){.field.type = tw__type_by_name(tw_str_of(type))};
    l->field.columns = l->columns;
    l->field.column_count = l->field.type->part_count;
    l->field.default_value = tw_str_of(def);
    l->field.options = options;
    l->field.option_count = 2;
    for (uint8_t i = 0; i < l->field.column_count; i++) {
        l->columns[i].field = &l->field;
        l->columns[i].part = i;
        l->columns[i].kind = l->field.type->parts[i].kind;
    }
}

/* Cells as text: "5", "1.5", 'text', -, joined by blanks. */
static tw_str cells_text(world *w, const char *type, const char *def)
{
    tw_cell cells[TW_PARTS_MAX];
    tw_str out = {"", 0};
    loose l;

    make_field(&l, type, def);
    world_ok(w, tw__default_cells(&w->op, &l.field, cells));
    for (uint8_t i = 0; i < l.field.column_count; i++) {
        const tw_cell *c = &cells[i];
        tw_str one = TW_STR("-");

        if (c->type == TW_CELL_INT)
            one = tw__op_printf(&w->op, "%lld", (long long)c->u.i);
        else if (c->type == TW_CELL_REAL)
            one = tw__op_printf(&w->op, "%.3f", c->u.r);
        else if (c->type == TW_CELL_TEXT)
            one = tw__op_printf(&w->op, "'%.*s'", TW_FMT(c->u.s));
        out = tw__op_printf(&w->op, "%.*s%s%.*s", TW_FMT(out),
                            i == 0 ? "" : " ", TW_FMT(one));
    }
    return out;
}

static void defaults_become_cells(void **state)
{
    static const struct {
        const char *type, *def, *cells;
    } cases[] = {
        {"TEXT", NULL, "-"},
        {"TEXT", "null", "-"},
        {"TEXT", "\"'Hello'\"", "'Hello'"},
        {"TEXT", "\"'it's \\\"so\\\"'\"", "'it's \"so\"'"},
        {"TEXT", "\"''\"", "-"},
        {"TEXT", "\"Hello\"", "-"},
        {"TEXT", "\"'\"", "-"},
        {"TEXT", "5", "-"},
        {"TEXT", "{\"a\":1}", "-"},
        {"NUMBER", "0", "0.000"},
        {"NUMBER", "-1.5", "-1.500"},
        {"NUMBER", "\"'12'\"", "12.000"},
        {"NUMBER", "\"'x'\"", "-"},
        {"NUMBER", "true", "-"},
        {"BOOLEAN", "true", "1"},
        {"BOOLEAN", "false", "0"},
        {"BOOLEAN", "1", "-"},
        {"DATE", "\"now\"", "'2026-01-02'"},
        {"DATE", "\"'2020-02-29'\"", "'2020-02-29'"},
        {"DATE", "\"'never'\"", "-"},
        {"DATE_TIME", "\"now\"", "'2026-01-02T03:04:05.006Z'"},
        {"DATE_TIME", "\"'2020-02-29T01:00:00+01:00'\"",
         "'2020-02-29T00:00:00.000Z'"},
        {"TEXT", "\"now\"", "-"},
        {"UUID", "\"'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'\"",
         "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"},
        {"UUID", "\"'x'\"", "-"},
        {"SELECT", "\"'B'\"", "'B'"},
        {"SELECT", "\"'GONE'\"", "-"},
        {"MULTI_SELECT", "[\"'B'\",\"'A'\",\"'GONE'\"]", "'[\"B\",\"A\"]'"},
        {"MULTI_SELECT", "[\"'GONE'\"]", "-"},
        {"ARRAY", "[\"'x'\",\"'y z'\"]", "'[\"x\",\"y z\"]'"},
        {"ARRAY", "[]", "-"},
        {"ARRAY", "[1,null,\"bare\"]", "-"},
        {"RAW_JSON", "{\"a\":[1,2]}", "'{\"a\": [1, 2]}'"},
        {"RAW_JSON", "{}", "'{}'"},
        {"CURRENCY", "{\"amountMicros\":null,\"currencyCode\":\"'USD'\"}",
         "- 'USD'"},
        {"CURRENCY", "{\"amountMicros\":5000000}", "5000000 -"},
        {"CURRENCY", "{\"amountMicros\":\"'7'\",\"more\":1}", "7 -"},
        {"CURRENCY", "\"'USD'\"", "- -"},
        {"FULL_NAME", "{\"firstName\":\"''\",\"lastName\":\"'B'\"}", "- 'B'"},
        {"ACTOR",
         "{\"source\":\"'MANUAL'\",\"name\":\"'System'\","
         "\"workspaceMemberId\":null}",
         "'MANUAL' - 'System' -"},
        {"PHONES",
         "{\"primaryPhoneNumber\":\"''\",\"primaryPhoneCountryCode\":\"'US'\","
         "\"primaryPhoneCallingCode\":\"'+1'\",\"additionalPhones\":null}",
         "- 'US' '+1' -"},
        {"TS_VECTOR", "\"'x'\"", ""},
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        world_same(cells_text(&w, cases[i].type, cases[i].def), cases[i].cells);
    world_close(&w);
}

static void uuid_is_new_at_each_call(void **state)
{
    world w;
    loose l;
    tw_cell a, b;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    make_field(&l, "UUID", "\"uuid\"");
    world_ok(&w, tw__default_cells(&w.op, &l.field, &a));
    world_ok(&w, tw__default_cells(&w.op, &l.field, &b));
    assert_true(tw__uuid_valid(a.u.s));
    assert_true(tw__uuid_valid(b.u.s));
    assert_false(tw__str_eq(a.u.s, b.u.s));
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_become_cells),
        cmocka_unit_test(uuid_is_new_at_each_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
