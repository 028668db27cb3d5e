/* defaults_test.c -- what a new record holds where nothing was given. */
#include "unit/record/desk.h"

static void fields_left_out_take_their_default(void **state)
{
    static const struct {
        const char *name, *type, *default_value, *shown;
    } cases[] = {
        {"plain", "TEXT", "'\\'Hello\\''", "'Hello'"},
        {"hollow", "TEXT", "'\\'\\''", "''"},
        {"amount", "NUMBER", "7.5", "7.5"},
        {"flag", "BOOLEAN", "true", "true"},
        {"moment", "DATE_TIME", "'now'", "'2026-01-02T03:04:05.006Z'"},
        {"price", "CURRENCY",
         "{'amountMicros':5000000,'currencyCode':'\\'USD\\''}",
         "{'amountMicros':5000000,'currencyCode':'USD'}"},
    };
    desk *d = *state;
    size_t i;

    add_object(d, "rocket");
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *more = tw__op_get(d->op, 200), *at;
        const char *from;

        /* \' stands for the apostrophe itself, which desk_text() would turn. */
        at = more;
        for (from = ",'defaultValue':"; *from != '\0'; from++)
            *at++ = *from;
        for (from = cases[i].default_value; *from != '\0'; from++)
            if (*from == '\\') {
                memcpy(at, "\\u0027", 6);
                at += 6;
                from++;
            } else {
                *at++ = *from;
            }
        add_field(d, "rocket", cases[i].name, cases[i].type, more);
    }
    want_ok(d, create(d, "rocket", "{}"));
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_str path = tw__op_printf(d->op, "0.%s", cases[i].name);

        want(d, path.ptr, cases[i].shown);
    }
    want_ok(d, create(d, "rocket",
                      "{'plain':'x','amount':null,"
                      "'price':{'currencyCode':'EUR'}}"));
    want(d, "0.plain", "'x'");
    want(d, "0.amount", "null");
    want(d, "0.price", "{'amountMicros':5000000,'currencyCode':'EUR'}");
    want_ok(d, create(d, "rocket", "{'price':null,'plain':''}"));
    want(d, "0.price", "{'amountMicros':5000000,'currencyCode':'USD'}");
    want(d, "0.plain", "''");
}

static void an_id_by_default_is_new_for_each_record(void **state)
{
    desk *d = *state;

    add_object(d, "rocket");
    add_field(d, "rocket", "ref", "UUID", ",'defaultValue':'uuid'");
    want_ok(d, create_many(d, "rocket", "[{},{},{'ref':'" U1 "'}]"));
    assert_int_equal(at(d, "0.ref")->text.len, 36);
    assert_false(tw__str_eq(at(d, "0.ref")->text, at(d, "1.ref")->text));
    assert_false(tw__str_eq(at(d, "0.ref")->text, at(d, "0.id")->text));
    want(d, "2.ref", "'" U1 "'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(fields_left_out_take_their_default),
        desk_test(an_id_by_default_is_new_for_each_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
