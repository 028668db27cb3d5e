/* memory_test.c -- each allocation of each type fails once. */
#include "unit/model/types/rig.h"

static const struct {
    tw_type_id type;
    const char *in;
} samples[] = {
    {TW_TYPE_UUID, "\"20354D7A-E4FE-47AF-8FF6-187BCA92F3F9\""},
    {TW_TYPE_DATE, "\"2024-01-02\""},
    {TW_TYPE_DATE_TIME, "\"2024-01-02\""},
    {TW_TYPE_RAW_JSON, "\"{\\\"a\\\":[1,2]}\""},
    {TW_TYPE_MULTI_SELECT, "\"BIG\""},
    {TW_TYPE_ARRAY, "[\"a\",\"b\"]"},
    {TW_TYPE_FILES, "[{\"fileId\":\"5f1d7a0e-3c0c-4a5b-9a41-2f6f3f2a9b10\","
                    "\"label\":\"a.pdf\"}]"},
    {TW_TYPE_EMAILS, "{\"primaryEmail\":\"A@b.c\",\"additionalEmails\":"
                     "[\"X@y.z\"]}"},
    {TW_TYPE_LINKS, "{\"primaryLinkUrl\":\"https://m\xC3\xBCnchen.de/a b\","
                    "\"secondaryLinks\":[{\"url\":\"b.test\"}]}"},
    {TW_TYPE_PHONES, "{\"primaryPhoneNumber\":\"+14155552671\","
                     "\"additionalPhones\":[{\"number\":\"+33123456789\"}]}"},
    {TW_TYPE_RICH_TEXT, "{\"markdown\":\"# T\\n\\n* a **b** [c](/d)\\n\"}"},
    {TW_TYPE_RICH_TEXT,
     "{\"blocknote\":\"[{\\\"type\\\":\\\"paragraph\\\",\\\"content\\\":"
     "[{\\\"type\\\":\\\"text\\\",\\\"text\\\":\\\"Hi\\\"}]}]\"}"},
};

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        tw_field field = rig_field(samples[i].type, "f");
        tw_status status = TW_E_NOMEM;
        size_t failures = 0;

        for (size_t n = 1; status != TW_OK; n++) {
            tw_accepted got = {.set = 0};
            const tw_json *in;
            test_op t;

            test_op_init(&t);
            t.limits.max_text_bytes = TW_LIMIT_TEXT_BYTES;
            assert_int_equal(
                tw__json_read(&t.op, tw_str_of(samples[i].in), &in), TW_OK);
            t.alloc.fail_at = t.alloc.calls + n;
            status = field.type->accept(&t.op, &field, in, &got);
            if (status != TW_OK && status != TW_E_NOMEM)
                fail_msg("%s, allocation %zu: %s", samples[i].in, n,
                         tw_status_name(status));
            failures += status != TW_OK;
            test_op_fini(&t);
            assert_int_equal(t.alloc.live, 0);
            assert_false(t.alloc.wrong_size);
        }
        assert_true(failures > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_may_run_out_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
