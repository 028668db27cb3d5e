/* url_test.c -- web addresses. */
#include "unit/model/types/rig.h"

#include "model/types/url.h"

static void addresses_are_told_from_other_text(void **state)
{
    static const char *const good[] = {"example.com",
                                       "192.168.2.0",
                                       "http://localhost:3000",
                                       "HTTPS://Example.COM",
                                       "https://a.b/c?d#e",
                                       "localhost",
                                       "example.com:3000",
                                       "sub.a-b.co.uk/x",
                                       " https://a.test ",
                                       "https://user:pass@a.test",
                                       "https://m\xC3\xBCller.de"};
    static const char *const bad[] = {"ftp://x.test",
                                      "wwwexamplecom",
                                      "2",
                                      "wikipedia",
                                      "https://",
                                      "https://a..b",
                                      "1.2.3",
                                      "1.2.3.400",
                                      "http://a b.de",
                                      "https://x.1",
                                      "a_b.test",
                                      "https://a.test:99999",
                                      "Http://a.test",
                                      ".",
                                      "https://[::1]/"};
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!tw__url_acceptable(&t.op, tw_str_of(good[i])))
            fail_msg("%s is refused", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (tw__url_acceptable(&t.op, tw_str_of(bad[i])))
            fail_msg("%s is accepted", bad[i]);
    test_op_fini(&t);
}

static void addresses_have_one_normal_form(void **state)
{
    static const char *const cases[][2] = {
        {"https://test.com/", "https://test.com"},
        {"HTTPS://Example.COM/Path/", "https://example.com/Path"},
        {"https://TWENTY.com/", "https://twenty.com"},
        {"twenty.com", "twenty.com"},
        {"Example.com", "Example.com"},
        {"example.com:3000", "example.com:3000"},
        {"example.com/a/", "example.com/a/"},
        {"https://test.test/john-d\xC3\xB6"
         "e",
         "https://test.test/john-d%C3%B6e"},
        {"https://test.test/john-d%C3%B6e", "https://test.test/john-d%C3%B6e"},
        {"https://test.test/%c3", "https://test.test/%c3"},
        {"https://u:p@a.test:443/x", "https://a.test/x"},
        {"http://a.test:80", "http://a.test"},
        {"http://a.test:8080", "http://a.test:8080"},
        {"https://a.test/b/../c/./d", "https://a.test/c/d"},
        {"https://a.test/../..", "https://a.test"},
        {"https://a.test/a/b/%2e%2E", "https://a.test/a"},
        {"https://a.test/a b?q=\xC3\xA9 <x>#f g",
         "https://a.test/a%20b?q=%C3%A9%20%3Cx%3E#f%20g"},
        {"https://a.test?q=/", "https://a.test/?q="},
        {"https://a.test?", "https://a.test"},
        {"https://m\xC3\xBCnchen.de/", "https://xn--mnchen-3ya.de"},
        {"https://a.test\\b", "https://a.test/b"},
        {" https://a.te\nst/\t../b ", "https://a.test/b"},
    };
    test_op t;

    (void)state;
    test_op_init(&t);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_str got = tw__url_normal(&t.op, tw_str_of(cases[i][0]));

        if (!tw__str_is(got, cases[i][1]))
            fail_msg("%s became %.*s, expected %s", cases[i][0], TW_FMT(got),
                     cases[i][1]);
    }
    test_op_fini(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_told_from_other_text),
        cmocka_unit_test(addresses_have_one_normal_form),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
