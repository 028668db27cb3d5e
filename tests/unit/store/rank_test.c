/* rank_test.c -- the ranks of search, and texts that hold words. */
#include "store/rank.h"

#include "support/check.h"
#include "support/feature.h"
#include "support/world.h"

#include <math.h>
#include <stdio.h>

/* How well `text` fits `match`. */
static int64_t rank_of(world *w, const char *text, const char *match)
{
    char sql[400];

    world_exec(w, "INSERT INTO tw_search(tw_search) VALUES('delete-all')");
    snprintf(sql, sizeof(sql),
             "INSERT INTO tw_search(rowid, text) VALUES(1, '%s')", text);
    world_exec(w, sql);
    snprintf(sql, sizeof(sql),
             "SELECT tw_rank(tw_search) FROM tw_search"
             " WHERE tw_search MATCH '%s'",
             match);
    return world_int(w, sql);
}

static void ranks_are_those_of_single_and_repeated_words(void **state)
{
    static const struct {
        const char *text, *match;
        double all, any;
    } cases[] = {
        {"ann", "ann*", 0.1, 0.06079271},
        {"ann lee", "an*", 0.1, 0.06079271},
        {"ann lee ann", "ann*", 0.2, 0.07599089},
        {"ann lee", "ann* OR lee*", 0.1, 0.06079271},
        {"lee ann", "ann* OR lee*", 0.1, 0.06079271},
        {"ann x lee", "ann* OR lee*", 0.05, 0.06079271},
        {"ann x y lee", "ann* OR lee*", 0.03333333, 0.06079271},
        {"ann lee", "ann* OR zoe*", 0, 0.03039636},
        {"ann lee ann", "ann* OR lee*", 0.2, 0.0683918},
        {"x.io post", "\"x.io\" * OR post*", 0.05, 0.06079271},
        {"ann", "ann* OR \"+\" *", 0.1, 0.06079271},
        {"ann", "a* OR an* OR ann*", 0.1, 0.06079271},
        {"ann an", "a* OR an*", 0.3, 0.07599089},
    };
    world w;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int64_t rank = rank_of(&w, cases[i].text, cases[i].match);

        if (fabs(tw__rank_all(rank) - cases[i].all) > 1e-9 ||
            fabs(tw__rank_any(rank) - cases[i].any) > 2e-8)
            fail_msg("%s in \"%s\": %.8f %.8f", cases[i].match, cases[i].text,
                     tw__rank_all(rank), tw__rank_any(rank));
    }
    world_close(&w);
}

static void long_texts_have_bounded_ranks(void **state)
{
    char sql[300];
    world w;
    int64_t rank;

    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    snprintf(sql, sizeof(sql),
             "INSERT INTO tw_search(rowid, text) VALUES(1, replace("
             "hex(zeroblob(2000)), '0', 'a '))");
    world_exec(&w, sql);
    rank = world_int(&w, "SELECT tw_rank(tw_search) FROM tw_search"
                         " WHERE tw_search MATCH 'a*'");
    assert_true(tw__rank_all(rank) > 25 && tw__rank_all(rank) < 26);
    assert_true(tw__rank_any(rank) < 0.1);
    world_close(&w);
}

static void a_text_holds_words_whatever_their_case(void **state)
{
    static const struct {
        const char *words, *text;
        int holds;
    } cases[] = {
        {"ell", "Hello", 1},
        {"ello hel", "HELLO", 1},
        {"hello x", "hello", 0},
        {"helloo", "hello", 0},
        {"jose", "José", 1},
        {"o", "", 0},
        {"aab", "aaab", 1},
        {"", "anything", 1},
        {"\xe5\x95\x86", "x\xe5\x95\x86y", 1},
    };
    char sql[200];
    world w;

    (void)state;
    if (!HAS_FOLD)
        skip();
    world_open(&w, NULL, TW_START_EMPTY);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        snprintf(sql, sizeof(sql), "SELECT tw_holds('%s', '%s')",
                 cases[i].words, cases[i].text);
        if (world_int(&w, sql) != cases[i].holds)
            fail_msg("%s", sql);
    }
    world_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_those_of_single_and_repeated_words),
        cmocka_unit_test(long_texts_have_bounded_ranks),
        cmocka_unit_test(a_text_holds_words_whatever_their_case),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
