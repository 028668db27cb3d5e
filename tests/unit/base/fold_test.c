#include "base/fold.h"

#include "support/check.h"

#include <string.h>

typedef void (*fold)(tw_buf *b, tw_str s);

static void check(fold f, const char *text, const char *expected)
{
    tw_buf b;

    tw__buf_init(&b, &tw__alloc_default);
    f(&b, tw_str_of(text));
    tw__buf_char(&b, '\0');
    assert_int_equal(tw__buf_status(&b), TW_OK);
    assert_string_equal(b.ptr, expected);
    tw__buf_fini(&b);
}

static void ascii_is_folded_in_every_build(void **state)
{
    (void)state;
    check(tw__fold_case, "Hello, WORLD @[`{ 09", "hello, world @[`{ 09");
    check(tw__fold_search, "Hello, WORLD", "hello, world");
    check(tw__fold_ascii, "Hello, WORLD", "Hello, WORLD");
    check(tw__fold_case, "", "");
}

static void bytes_that_are_no_text_are_survived(void **state)
{
    tw_buf b;

    (void)state;
    tw__buf_init(&b, &tw__alloc_default);
    tw__fold_case(&b, TW_STR("A\xff\xc3"));
    tw__fold_search(&b, TW_STR("\xf0\x9f\x98"));
    tw__fold_ascii(&b, TW_STR("\xed\xa0\x80"));
    assert_int_equal(tw__buf_status(&b), TW_OK);
    assert_int_equal(b.ptr[0], 'a');
    tw__buf_fini(&b);
}

#if defined(TW_WITH_UTF8PROC)

static void case_folding_keeps_accents(void **state)
{
    (void)state;
    check(tw__fold_case, "\xc3\x89lan", "\xc3\xa9lan");
    check(tw__fold_case, "\xd0\x9c\xd0\x98\xd0\xa0",
          "\xd0\xbc\xd0\xb8\xd1\x80");
    check(tw__fold_case,
          "Stra\xc3\x9f"
          "E",
          "stra\xc3\x9f"
          "e");
    check(tw__fold_case, "\xe6\x97\xa5\xf0\x9f\x98\x80",
          "\xe6\x97\xa5\xf0\x9f\x98\x80");
}

static void search_folding_drops_accents(void **state)
{
    (void)state;
    check(tw__fold_search, "\xc3\x89lan Vital", "elan vital");
    check(tw__fold_search, "e\xcc\x81", "e");
    check(tw__fold_search,
          "Stra\xc3\x9f"
          "e",
          "strasse");
    check(tw__fold_search, "\xc3\x86r\xc3\xb8", "aero");
    check(tw__fold_search, "\xef\xbc\xa1\xef\xac\x81", "afi"); /* wide, fi */
    check(tw__fold_search, "\xed\x95\x9c", "\xed\x95\x9c");    /* Hangul */
}

static void names_are_made_of_ascii_letters(void **state)
{
    (void)state;
    check(tw__fold_ascii,
          "Stra\xc3\x9f"
          "e",
          "Strasse");
    check(tw__fold_ascii, "\xc3\x85ngstr\xc3\xb6m", "Angstrom");
    check(tw__fold_ascii,
          "\xc5\x81\xc3\xb3"
          "d\xc5\xba",
          "Lodz");
    check(tw__fold_ascii, "\xc3\x86on", "AEon");
    check(tw__fold_ascii, "\xe6\x97\xa5", "\xe6\x97\xa5");
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ascii_is_folded_in_every_build),
        cmocka_unit_test(bytes_that_are_no_text_are_survived),
#if defined(TW_WITH_UTF8PROC)
        cmocka_unit_test(case_folding_keeps_accents),
        cmocka_unit_test(search_folding_drops_accents),
        cmocka_unit_test(names_are_made_of_ascii_letters),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
