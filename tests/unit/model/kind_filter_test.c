/* kind_filter_test.c -- values of filters and cursors. */
#include "unit/model/types/rig.h"

typedef struct filter_case {
    tw_type_id type;
    int part;
    const char *in;
    const char
        *shown; /* JSON of the cell as the kind shows it; NULL: refused */
    const char *message;
} filter_case;

static void check(test_op *t, const filter_case *c, bool loose)
{
    tw_field field = rig_field(c->type, "f");
    const tw_json *in;
    tw_cell cell;
    tw_status status;
    tw_buf b;

    tw__arena_reset(t->op.arena);
    tw__op_forgive(&t->op);
    assert_int_equal(tw__json_read(&t->op, tw_str_of(c->in), &in), TW_OK);
    status = tw__kind_filter_value(&t->op, &field, c->part, in, loose, &cell);
    if (c->shown == NULL) {
        assert_int_equal(status, TW_E_INVALID);
        if (strstr(t->op.error.message, c->message) == NULL)
            fail_msg("%s: %s", c->in, t->op.error.message);
        return;
    }
    if (status != TW_OK)
        fail_msg("%s: %s", c->in, t->op.error.message);
    tw__buf_init(&b, t->op.alloc);
    tw__kind_shape(field.type->parts[c->part].kind, &cell, &b);
    tw__buf_char(&b, '\0');
    assert_string_equal(b.ptr, c->shown);
    tw__buf_fini(&b);
}

#define ID "20354d7a-e4fe-47af-8ff6-187bca92f3f9"

static const filter_case cases[] = {
    {TW_TYPE_TEXT, 0, "\"a\"", "\"a\"", NULL},
    {TW_TYPE_TEXT, 0, "\"\"", "\"\"", NULL},
    {TW_TYPE_TEXT, 0, "5", NULL, "Invalid string value 5 for text field \"f\""},
    {TW_TYPE_NUMBER, 0, "12", "12", NULL},
    {TW_TYPE_NUMBER, 0, "\"12abc\"", "12", NULL},
    {TW_TYPE_NUMBER, 0, "\"x\"", NULL,
     "Invalid number value NaN for field \"f\""},
    {TW_TYPE_NUMBER, 0, "\"Infinity\"", NULL, "NaN"},
    {TW_TYPE_NUMBER, 0, "true", NULL, "NaN"},
    {TW_TYPE_CURRENCY, 0, "\"9007199254740993\"", "9007199254740993", NULL},
    {TW_TYPE_CURRENCY, 0, "1000000", "1000000", NULL},
    {TW_TYPE_CURRENCY, 0, "\"x\"", NULL, "\"f.amountMicros\""},
    {TW_TYPE_CURRENCY, 1, "\"\"", "\"\"", NULL},
    {TW_TYPE_BOOLEAN, 0, "\"true\"", "true", NULL},
    {TW_TYPE_BOOLEAN, 0, "false", "false", NULL},
    {TW_TYPE_BOOLEAN, 0, "\"1\"", NULL, "Invalid boolean value '1'"},
    {TW_TYPE_UUID, 0, "\"20354D7A-E4FE-47AF-8FF6-187BCA92F3F9\"", "\"" ID "\"",
     NULL},
    {TW_TYPE_UUID, 0, "\"\"", NULL, "Invalid UUID value ''"},
    {TW_TYPE_DATE, 0, "\"06/15/2024\"", "\"2024-06-15\"", NULL},
    {TW_TYPE_DATE, 0, "\"2024-02-31\"", NULL, "date field \"f\""},
    {TW_TYPE_DATE_TIME, 0, "\"2024-06-15T14:30:15.250+02:00\"",
     "\"2024-06-15T12:30:15.250Z\"", NULL},
    {TW_TYPE_DATE_TIME, 0, "\"2024-06-15\"", "\"2024-06-15T00:00:00.000Z\"",
     NULL},
    {TW_TYPE_DATE_TIME, 0, "\"soon\"", NULL, "date-time field \"f\""},
    {TW_TYPE_SELECT, 0, "\"BIG\"", "\"BIG\"", NULL},
    {TW_TYPE_SELECT, 0, "\"nope\"", NULL, "Valid values are: SMALL, BIG"},
    {TW_TYPE_ACTOR, 0, "\"API\"", "\"API\"", NULL},
    {TW_TYPE_ACTOR, 0, "\"NOBODY\"", NULL, "\"f.source\""},
    {TW_TYPE_MULTI_SELECT, 0, "\"NOPE\"", "NOPE", NULL},
    {TW_TYPE_MULTI_SELECT, 0, "[\"BIG\"]", "[\"BIG\"]", NULL},
    {TW_TYPE_MULTI_SELECT, 0, "[]", "[]", NULL},
    {TW_TYPE_RAW_JSON, 0, "\"%x%\"", "%x%", NULL},
    {TW_TYPE_NUMBER, 0, "null", "null", NULL},
};

static void values_are_normalised_for_comparing(void **state)
{
    test_op t;

    (void)state;
    test_op_init(&t);
    t.limits.max_text_bytes = TW_LIMIT_TEXT_BYTES;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        check(&t, &cases[i], true);
        check(&t, &cases[i], false);
    }
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_normalised_for_comparing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
