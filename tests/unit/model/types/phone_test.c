/* phone_test.c -- telephone numbers, by themselves and in PHONES fields. */
#include "unit/model/types/rig.h"

#include "model/types/phone.h"

static void numbers_are_split(void **state)
{
    static const struct {
        const char *text, *country, *calling, *wanted;
    } cases[] = {
        {"+14155552671", "", "", "US 1 4155552671"},
        {"+33123456789", "", "", "FR 33 123456789"},
        {"01 23 45 67 89", "", "33", "FR 33 123456789"},
        {"06 12 34 56 78", "FR", "", "FR 33 612345678"},
        {"1234567890", "FR", "33", "FR 33 1234567890"},
        {"+33 (0)1 23 45 67 89", "", "", "FR 33 123456789"},
        {"0033 123456789", "FR", "", "FR 33 123456789"},
        {"011 33 123456789", "US", "", "FR 33 123456789"},
        {"33123456789", "FR", "", "FR 33 123456789"},
        {"1 (415) 555-2671", "US", "", "US 1 4155552671"},
        {"415.555.2671 ext. 12", "US", "", "US 1 4155552671"},
        {"415 555 2671 x12", "US", "", "US 1 4155552671"},
        {"Tel: +1 415 555 2671 (office)", "", "", "US 1 4155552671"},
        {"12", "US", "", " 1 12"},
        {"+1 604 555 2671", "", "", "CA 1 6045552671"},
        {"+1 876 555 1234", "", "", "JM 1 8765551234"},
        {"800 555 2671", "CA", "", "CA 1 8005552671"},
        {"+1 555 555 5555", "", "", " 1 5555555555"},
        {"+390612345678", "", "", "IT 39 0612345678"},
        {"06 6982 1234", "VA", "", "VA 39 0669821234"},
        {"335 123 4567", "VA", "", "VA 39 3351234567"},
        {"+44 20 7946 0958", "", "", "GB 44 2079460958"},
        {"020 7946 0958", "GB", "", "GB 44 2079460958"},
        {"+44 1534 123456", "", "", "JE 44 1534123456"},
        {"+7 701 123 45 67", "", "", "KZ 7 7011234567"},
        {"8 (495) 123-45-67", "RU", "", "RU 7 4951234567"},
        {"8 800 555 35 35", "RU", "", "RU 7 8005553535"},
        {"06 1 234 5678", "HU", "", "HU 36 12345678"},
        {"+86 138 0013 8000", "", "", "CN 86 13800138000"},
        {"+800 1234 5678", "", "", " 800 12345678"},
        {"4155552671", "", "", NULL},
        {"not a phone", "US", "", NULL},
        {"12 monkeys 34", "US", "", NULL},
        {"+999 123456", "", "", NULL},
        {"+", "US", "", NULL},
        {"5", "US", "", NULL},
        {"+33 123456789012345678", "", "", NULL},
        {"123456789012345678901234567890123", "US", "", NULL},
        {"", "US", "", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[64] = "";
        tw_phone p;
        bool good = tw__phone_parse(tw_str_of(cases[i].text),
                                    tw_str_of(cases[i].country),
                                    tw_str_of(cases[i].calling), &p);

        if (good)
            snprintf(got, sizeof got, "%s %s %s", p.country, p.calling,
                     p.national);
        if (good != (cases[i].wanted != NULL) ||
            (good && strcmp(got, cases[i].wanted) != 0))
            fail_msg("%s: got \"%s\", expected \"%s\"", cases[i].text, got,
                     good ? cases[i].wanted : "(a number)");
    }
}

static void codes_are_known(void **state)
{
    (void)state;
    assert_true(tw__phone_country(TW_STR("FR")));
    assert_true(tw__phone_country(TW_STR("ZW")));
    assert_true(tw__phone_country(TW_STR("AC")));
    assert_false(tw__phone_country(TW_STR("XX")));
    assert_false(tw__phone_country(TW_STR("fr")));
    assert_false(tw__phone_country(TW_STR("FRA")));
    assert_true(tw__phone_calling(TW_STR("1")));
    assert_true(tw__phone_calling(TW_STR("998")));
    assert_false(tw__phone_calling(TW_STR("999")));
    assert_false(tw__phone_calling(TW_STR("033")));
    assert_false(tw__phone_calling(TW_STR("")));
    assert_true(tw__phone_pair(TW_STR("CA"), TW_STR("1")));
    assert_false(tw__phone_pair(TW_STR("FR"), TW_STR("1")));
}

#define PRIMARY(n, c, a)                                                \
    "\"primaryPhoneNumber\":\"" n "\",\"primaryPhoneCountryCode\":\"" c \
    "\",\"primaryPhoneCallingCode\":\"" a "\""

static void phones_are_completed_and_checked(void **state)
{
    static const value_case cases[] = {
        {"{\"primaryPhoneNumber\":\"+14155552671\"}", TW_OK,
         "{" PRIMARY("4155552671", "US", "+1") ",\"additionalPhones\":[]}"},
        {"{" PRIMARY("1234567890", "FR", "+33") "}", TW_OK,
         "{" PRIMARY("1234567890", "FR", "+33") ",\"additionalPhones\":[]}"},
        {"{" PRIMARY("01 23 45 67 89", "", "33") "}", TW_OK,
         "{" PRIMARY("123456789", "FR", "33") ",\"additionalPhones\":[]}"},
        {"{\"primaryPhoneNumber\":\"\"}", TW_OK,
         "{\"primaryPhoneNumber\":\"\",\"additionalPhones\":[]}"},
        {"{\"primaryPhoneCountryCode\":\"FR\"}", TW_OK,
         "{\"primaryPhoneCountryCode\":\"FR\",\"additionalPhones\":[]}"},
        {"{\"additionalPhones\":[{\"number\":\"+14155552671\"}]}", TW_OK,
         "{\"additionalPhones\":[{\"number\": \"4155552671\", "
         "\"countryCode\": \"US\", \"callingCode\": \"+1\"}]}"},
        {"{\"additionalPhones\":\"x\"}", TW_OK, "{\"additionalPhones\":[]}"},
        {"{\"additionalPhones\":\"[]\"}", TW_OK, "{\"additionalPhones\":[]}"},
        {"null", TW_OK, "-"},
        {"{\"primaryPhoneNumber\":\"4155552671\"}", TW_E_INVALID_PHONE_NUMBER,
         "phone.primaryPhoneNumber"},
        {"{\"primaryPhoneNumber\":\"not a phone\"}", TW_E_INVALID_PHONE_NUMBER,
         "phone"},
        {"{\"primaryPhoneNumber\":\"1\",\"primaryPhoneCountryCode\":\"XX\"}",
         TW_E_INVALID_PHONE_COUNTRY_CODE, "phone"},
        {"{\"primaryPhoneCountryCode\":\"XX\"}",
         TW_E_INVALID_PHONE_COUNTRY_CODE, "phone"},
        {"{\"primaryPhoneCallingCode\":\"+999\"}",
         TW_E_INVALID_PHONE_CALLING_CODE, "phone"},
        {"{" PRIMARY("123456789", "FR", "+1") "}", TW_E_CONFLICTING_PHONE_CODES,
         "phone"},
        {"{\"primaryPhoneNumber\":\"+33123456789\","
         "\"primaryPhoneCountryCode\":\"US\"}",
         TW_E_CONFLICTING_PHONE_COUNTRY_CODE, "phone"},
        {"{\"primaryPhoneNumber\":\"+33123456789\","
         "\"primaryPhoneCallingCode\":\"+1\"}",
         TW_E_CONFLICTING_PHONE_CALLING_CODE, "phone"},
        {"{\"additionalPhones\":[{\"number\":\"5\",\"countryCode\":\"US\"}]}",
         TW_E_INVALID_PHONE_NUMBER, "phone.additionalPhones"},
        {"{\"additionalPhones\":[5]}", TW_E_INVALID, "Invalid object value 5"},
        {"{\"primaryPhoneNumber\":5}", TW_E_INVALID,
         "Invalid string value 5 for text field \"phone.primaryPhoneNumber\""},
        {"{\"number\":\"5\"}", TW_E_INVALID, "\"number\""},
        {"\"+14155552671\"", TW_E_INVALID, "Invalid object value"},
    };

    (void)state;
    rig_run(TW_TYPE_PHONES, "phone", cases);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_split),
        cmocka_unit_test(codes_are_known),
        cmocka_unit_test(phones_are_completed_and_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
