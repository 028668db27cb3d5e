/* composite_test.c -- what composite fields accept, and which parts a value
** leaves alone. */
#include "unit/model/types/rig.h"

static void full_name_keeps_what_is_not_named(void **state)
{
    static const value_case cases[] = {
        {"{\"firstName\":\"A\"}", TW_OK, "{\"firstName\":\"A\"}"},
        {"{\"firstName\":null,\"lastName\":\"\"}", TW_OK,
         "{\"firstName\":\"\",\"lastName\":\"\"}"},
        {"{}", TW_OK, "-"},
        {"null", TW_OK, "-"},
        {"{\"firstName\":\"A\",\"nick\":\"B\"}", TW_E_INVALID, "\"nick\""},
        {"{\"firstName\":1}", TW_E_INVALID,
         "Invalid string value 1 for text field \"full.firstName\""},
        {"\"A\"", TW_E_INVALID, "Invalid object value 'A' for field \"full\""},
        {"\"{}\"", TW_E_INVALID, "Invalid object value '{}'"},
        {"[]", TW_E_INVALID, "Invalid object value []"},
        {"5", TW_E_INVALID, "Invalid object value 5"},
        {"true", TW_E_INVALID, "Invalid object value true"},
    };

    (void)state;
    rig_run(TW_TYPE_FULL_NAME, "full", cases);
}

static void address_has_texts_and_degrees(void **state)
{
    static const value_case cases[] = {
        {"{\"addressLat\":\"48.85\",\"addressCity\":\"Paris\"}", TW_OK,
         "{\"addressCity\":\"Paris\",\"addressLat\":48.85}"},
        {"{\"addressLng\":\"\"}", TW_OK, "{\"addressLng\":null}"},
        {"{\"addressLat\":\"x\"}", TW_E_INVALID,
         "Invalid number value NaN for field \"home.addressLat\""},
        {"{\"addressLat\":true}", TW_E_INVALID, "home.addressLat"},
        {"{\"town\":\"x\"}", TW_E_INVALID, "\"town\""},
    };

    (void)state;
    rig_run(TW_TYPE_ADDRESS, "home", cases);
}

static void currency_counts_in_whole_micros(void **state)
{
    static const value_case cases[] = {
        {"{\"amountMicros\":1000000,\"currencyCode\":\"USD\"}", TW_OK,
         "{\"amountMicros\":1000000,\"currencyCode\":\"USD\"}"},
        {"{\"amountMicros\":\"1000000\",\"currencyCode\":\"\"}", TW_OK,
         "{\"amountMicros\":1000000,\"currencyCode\":null}"},
        {"{\"amountMicros\":1.9}", TW_OK, "{\"amountMicros\":1}"},
        {"{\"amountMicros\":\"-1.9\"}", TW_OK, "{\"amountMicros\":-1}"},
        {"{\"amountMicros\":\"9007199254740993\"}", TW_OK,
         "{\"amountMicros\":9007199254740993}"},
        {"{\"amountMicros\":null}", TW_OK, "{\"amountMicros\":null}"},
        {"{\"amountMicros\":\"\"}", TW_OK, "{\"amountMicros\":null}"},
        {"{\"amountMicros\":1e19}", TW_E_INVALID,
         "Invalid number value 10000000000000000000 for field "
         "\"price.amountMicros\""},
        {"{\"amountMicros\":\"x\"}", TW_E_INVALID, "NaN"},
        {"{\"amountMicros\":true}", TW_E_INVALID, "true"},
        {"{\"amountMicros\":[]}", TW_E_INVALID, "[]"},
        {"5", TW_E_INVALID, "Invalid object value 5"},
    };

    (void)state;
    rig_run(TW_TYPE_CURRENCY, "price", cases);
}

static void actor_has_a_source_of_a_fixed_list(void **state)
{
    static const value_case cases[] = {
        {"{\"source\":\"EMAIL\"}", TW_OK, "{\"source\":\"EMAIL\"}"},
        {"{\"source\":\"IMPORT\",\"name\":\"Loader\",\"context\":{\"a\":1},"
         "\"workspaceMemberId\":null}",
         TW_OK,
         "{\"source\":\"IMPORT\",\"workspaceMemberId\":null,"
         "\"name\":\"Loader\",\"context\":{\"a\": 1}}"},
        {"{\"source\":\"NOBODY\"}", TW_E_INVALID,
         "Invalid value \"NOBODY\" for field \"createdBy.source\". Valid "
         "values are: EMAIL, CALENDAR, WORKFLOW, AGENT, API, IMPORT, MANUAL, "
         "SYSTEM, WEBHOOK, APPLICATION"},
        {"{\"workspaceMemberId\":\"x\"}", TW_E_INVALID,
         "Invalid UUID value 'x' for field \"createdBy.workspaceMemberId\""},
        {"{\"source\":\"API\",\"who\":\"x\"}", TW_E_INVALID, "\"who\""},
        {"\"me\"", TW_E_INVALID, "Invalid object value 'me'"},
    };

    (void)state;
    rig_run(TW_TYPE_ACTOR, "createdBy", cases);
}

static void emails_are_lowered_and_the_primary_replaced(void **state)
{
    static const value_case cases[] = {
        {"{\"primaryEmail\":\"Foo@Bar.TEST\"}", TW_OK,
         "{\"primaryEmail\":\"foo@bar.test\"}"},
        {"{\"additionalEmails\":[\"X@Y.test\",\"b@x\"]}", TW_OK,
         "{\"primaryEmail\":\"\",\"additionalEmails\":[\"x@y.test\", "
         "\"b@x\"]}"},
        {"{\"primaryEmail\":null,\"additionalEmails\":[]}", TW_OK,
         "{\"primaryEmail\":\"\",\"additionalEmails\":[]}"},
        {"{\"primaryEmail\":\"\"}", TW_OK, "{\"primaryEmail\":\"\"}"},
        {"{\"additionalEmails\":\"[\\\"A@x.test\\\"]\"}", TW_OK,
         "{\"primaryEmail\":\"\",\"additionalEmails\":[\"a@x.test\"]}"},
        {"null", TW_OK, "-"},
        {"{\"primaryEmail\":\"not-an-email\"}", TW_E_INVALID,
         "Invalid string value 'not-an-email' for email field "
         "\"mail.primaryEmail\""},
        {"{\"primaryEmail\":\" a@x.test\"}", TW_E_INVALID, "email field"},
        {"{\"primaryEmail\":\"a@b@c\"}", TW_E_INVALID, "email field"},
        {"{\"primaryEmail\":\"@b\"}", TW_E_INVALID, "email field"},
        {"{\"primaryEmail\":\"a@\"}", TW_E_INVALID, "email field"},
        {"{\"primaryEmail\":5}", TW_E_INVALID, "value 5 for email field"},
        {"{\"additionalEmails\":[\"ok@x.test\",\"bad\"]}", TW_E_INVALID,
         "'bad' for email field \"mail.additionalEmails\""},
        {"{\"additionalEmails\":[null]}", TW_E_INVALID, "null"},
        {"{\"additionalEmails\":\"a@x.test\"}", TW_E_SYNTAX,
         "mail.additionalEmails"},
        {"{\"other\":1}", TW_E_INVALID, "\"other\""},
        {"\"x@y.test\"", TW_E_INVALID, "Invalid object value 'x@y.test'"},
    };

    (void)state;
    rig_run(TW_TYPE_EMAILS, "mail", cases);
}

static void links_are_pooled_and_replaced(void **state)
{
    static const value_case cases[] = {
        {"{\"primaryLinkUrl\":\"https://test.com/\"}", TW_OK,
         "{\"primaryLinkLabel\":\"\",\"primaryLinkUrl\":\"https://test.com\","
         "\"secondaryLinks\":[]}"},
        {"{\"primaryLinkUrl\":\"https://a.test\",\"secondaryLinks\":[{\"url\":"
         "\"b.test\",\"label\":\"B\",\"x\":1},{\"url\":\"\"},null]}",
         TW_OK,
         "{\"primaryLinkLabel\":\"\",\"primaryLinkUrl\":\"https://a.test\","
         "\"secondaryLinks\":[{\"url\": \"b.test\", \"label\": \"B\"}]}"},
        {"{\"secondaryLinks\":\"[{\\\"url\\\":\\\"b.test\\\",\\\"label\\\":"
         "\\\"B\\\"}]\"}",
         TW_OK,
         "{\"primaryLinkLabel\":\"B\",\"primaryLinkUrl\":\"b.test\","
         "\"secondaryLinks\":[]}"},
        {"{\"primaryLinkLabel\":\"only\"}", TW_OK,
         "{\"primaryLinkLabel\":\"\",\"primaryLinkUrl\":\"\","
         "\"secondaryLinks\":[]}"},
        {"null", TW_OK, "-"},
        {"{\"primaryLinkUrl\":\"wwwexamplecom\"}", TW_E_INVALID_URL,
         "site.primaryLinkUrl"},
        {"{\"secondaryLinks\":[{\"url\":\"wikipedia\"}]}", TW_E_INVALID_URL,
         "site.secondaryLinks"},
        {"{\"secondaryLinks\":\"x\"}", TW_E_INVALID, "Invalid object value"},
        {"{\"secondaryLinks\":[5]}", TW_E_INVALID, "Invalid object value 5"},
        {"{\"primaryLinkUrl\":5}", TW_E_INVALID, "site.primaryLinkUrl"},
        {"{\"href\":\"x\"}", TW_E_INVALID, "\"href\""},
    };

    (void)state;
    rig_run(TW_TYPE_LINKS, "site", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(full_name_keeps_what_is_not_named),
        cmocka_unit_test(address_has_texts_and_degrees),
        cmocka_unit_test(currency_counts_in_whole_micros),
        cmocka_unit_test(actor_has_a_source_of_a_fixed_list),
        cmocka_unit_test(emails_are_lowered_and_the_primary_replaced),
        cmocka_unit_test(links_are_pooled_and_replaced),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
