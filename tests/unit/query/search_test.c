/* search_test.c -- what a search finds, in which order, and page by page. */
#include "query/search.h"

#include "base/base64.h"
#include "query/emit_search.h"
#include "store/rank.h"
#include "support/ask.h"
#include "support/check.h"
#include "support/world.h"

#include <stdio.h>
#include <string.h>

enum {
    IN_MAX = 40
};

typedef struct room {
    world w;
    tw_search_in in[IN_MAX];
    uint32_t in_count;
    tw_search_page page;
} room;

static room rm;

/* One statement per line keeps the ids in sight. */
static const char *const records =
    "INSERT INTO person(id, createdAt, updatedAt, nameFirstName, nameLastName,"
    " emailsPrimaryEmail, emailsAdditionalEmails, phonesPrimaryPhoneNumber,"
    " phonesPrimaryPhoneCountryCode, phonesPrimaryPhoneCallingCode) VALUES"
    "('p1', '', '', 'Ann', 'Lee', 'post@x.io', '[\"a.lee@work.test\"]',"
    " '123456789', 'FR', '+33'),"
    "('p2', '', '', 'José', 'Lee', NULL, NULL, NULL, NULL, NULL),"
    "('p3', '', '', 'Øre商业部', NULL, NULL, NULL, NULL, NULL, NULL);"
    "INSERT INTO person(id, createdAt, updatedAt, deletedAt, nameFirstName)"
    " VALUES('p9', '', '', 'x', 'Ann');"
    "INSERT INTO company(id, createdAt, updatedAt, name) VALUES"
    "('c1', '', '', 'Lee Works'), ('c2', '', '', 'Lee Lee'),"
    "('c3', '', '', NULL);"
    "INSERT INTO opportunity(id, createdAt, updatedAt, name)"
    " VALUES('o1', '', '', 'Lee');"
    "INSERT INTO note(id, createdAt, updatedAt, title)"
    " VALUES('n1', '', '', 'Lee');"
    "INSERT INTO task(id, createdAt, updatedAt, title)"
    " VALUES('t1', '', '', 'Lee'), ('t0', '', '', 'Lee');"
    "INSERT INTO dashboard(id, createdAt, updatedAt, title)"
    " VALUES('d1', '', '', 'Lee');";

static int open_room(void **state)
{
    (void)state;
    memset(&rm, 0, sizeof(rm));
    world_open(&rm.w, NULL, TW_START_STANDARD);
    world_exec(&rm.w, records);
    return 0;
}

static int close_room(void **state)
{
    (void)state;
    world_close(&rm.w);
    return 0;
}

static void look_in(const char *name, const char *filter)
{
    rm.in[rm.in_count].filter =
        filter == NULL ? NULL : ask_filter(&rm.w.op, filter);
    rm.in[rm.in_count++].object = world_object(&rm.w, name);
}

static void look_everywhere(void)
{
    static const char *const names[] = {"dashboard",   "task",    "note",
                                        "opportunity", "company", "person"};

    rm.in_count = 0;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        look_in(names[i], NULL);
}

static tw_status search(const char *input, uint32_t limit, tw_str after)
{
    const tw_search_ask ask = {.input = tw_str_of(input),
                               .in = rm.in,
                               .in_count = rm.in_count,
                               .limit = limit,
                               .after = after};

    return tw__query_search(&rm.w.op, &ask, &rm.page);
}

/* The ids found, a blank between. */
static const char *found(void)
{
    static char text[400];
    size_t len = 0;

    text[0] = '\0';
    for (uint32_t i = 0; i < rm.page.count; i++)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.*s",
                                i == 0 ? "" : " ", TW_FMT(rm.page.hits[i].id));
    return text;
}

static void finds(const char *input, const char *ids)
{
    world_ok(&rm.w, search(input, 100, TW_NO_STR));
    if (strcmp(found(), ids) != 0)
        fail_msg("\"%s\" finds \"%s\", not \"%s\"", input, found(), ids);
}

static void words_are_prefixes_of_any_word(void **state)
{
    static const struct {
        const char *input, *ids;
    } cases[] = {
        {"ann", "p1"},
        {"an", "p1"},
        {"ANN", "p1"},
        {"jose", "p2"},
        {"JOSÉ", "p2"},
        {"ann zzz", "p1"},
        {"  ann\t", "p1"},
        {"x.io", "p1"},
        {"post@x.io", "p1"},
        {"work.test", "p1"},
        {"a.lee", "p1"},
        {"123456789", "p1"},
        {"+33123456789", "p1"},
        {"33123456789", "p1"},
        {"0123456789", "p1"},
        {"+33", "p1"},
        {"fr", ""},
        {"nobody", ""},
    };

    (void)state;
    look_in("person", NULL);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        finds(cases[i].input, cases[i].ids);
}

static void the_best_come_first_then_by_object_and_id(void **state)
{
    (void)state;
    look_everywhere();
    /* p1 is Lee twice: by name and by address; so is c2 */
    finds("lee", "p1 c2 p2 c1 o1 n1 t0 t1 d1");
    finds("jose lee", "p2 p1 c2 c1 o1 n1 t0 t1 d1");
    assert_true(tw__rank_all(rm.page.hits[0].rank) > 0);
    assert_true(tw__rank_all(rm.page.hits[1].rank) == 0);
    assert_true(tw__rank_any(rm.page.hits[1].rank) > 0);
    finds("works", "c1");
    assert_true(tw__rank_all(rm.page.hits[0].rank) == 0.1);
    assert_true(tw__rank_any(rm.page.hits[0].rank) == 0.06079271);
}

static void where_nothing_matches_parts_of_words_are_looked_for(void **state)
{
    (void)state;
    look_everywhere();
    finds("orks", "c1");
    assert_int_equal(rm.page.hits[0].rank, 0);
    finds("商业", "p3");
    finds("EE ork", "p1 c1");
    finds("ork zzz", "");
    finds("ØRE业", "");
    finds("øre商业部", "p3");
    assert_true(rm.page.hits[0].rank > 0);
    finds("os", "p1 p2");
    /* a person has such a word: "post", which holds it, is not looked at */
    world_exec(&rm.w, "UPDATE person SET nameLastName = 'Ost' WHERE id = 'p2'");
    finds("ost", "p2");
}

static void a_blank_input_finds_all_that_have_text(void **state)
{
    (void)state;
    look_in("company", NULL);
    finds("", "c1 c2");
    finds(" \n ", "c1 c2");
    assert_int_equal(rm.page.hits[0].rank, 0);
    look_in("person", NULL);
    finds("", "p1 p2 p3 c1 c2");
}

static void filters_leave_records_out(void **state)
{
    (void)state;
    look_in("person", "{\"deletedAt\":{\"is\":\"NOT_NULL\"}}");
    finds("ann", "p9");
    rm.in_count = 0;
    look_in("person", "{\"or\":[{\"deletedAt\":{\"is\":\"NULL\"}},"
                      "{\"deletedAt\":{\"is\":\"NOT_NULL\"}}]}");
    finds("ann", "p1 p9");
    rm.in_count = 0;
    look_in("person", "{\"name.firstName\":{\"neq\":\"Ann\"}}");
    finds("lee", "p2");
    finds("ann", "");
    finds("", "p2 p3");
}

static void no_sign_means_anything_in_the_input(void **state)
{
    static const char *const inputs[] = {
        "\"",       "\"\"", "*",        "ann*",     "\"ann\"",
        "ann OR",   "OR",   "AND NOT",  "NOT ann",  "NEAR(ann lee)",
        "^ann",     "-ann", "ann -lee", "{text}",   "text:ann",
        "text : a", "(ann", "ann)",     "ann\"lee", "' OR 1=1 --",
        "+",        "+ +",  ":",        "\\",       "a+b",
        "%",        "_",    "\x7f",     "\xc2\xa0", "ann;",
    };

    (void)state;
    look_everywhere();
    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
        world_ok(&rm.w, search(inputs[i], 10, TW_NO_STR));
        world_next(&rm.w);
    }
    finds("NOT", "");
    finds("-ann", "p1");
    finds("\"ann\"", "p1");
}

/* Page by page the same as at once. */
static void walk(const char *input, uint32_t limit)
{
    char all[400], paged[400] = "";
    size_t len = 0;
    tw_str after = TW_NO_STR;

    world_ok(&rm.w, search(input, 100, TW_NO_STR));
    assert_false(rm.page.has_next);
    snprintf(all, sizeof(all), "%s", found());
    for (int turn = 0; turn < 20; turn++) {
        world_ok(&rm.w, search(input, limit, after));
        if (rm.page.count > 0) {
            len += (size_t)snprintf(paged + len, sizeof(paged) - len, "%s%s",
                                    len == 0 ? "" : " ", found());
            world_ok(&rm.w, tw__search_cursor(&rm.w.op, &rm.page,
                                              rm.page.count - 1, &after));
        }
        if (!rm.page.has_next)
            break;
    }
    assert_string_equal(paged, all);
}

static void pages_follow_one_another(void **state)
{
    static const char *const inputs[] = {"lee", "jose lee", "",
                                         "ork", "ee",       "ann o"};

    (void)state;
    look_everywhere();
    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++)
        for (uint32_t limit = 1; limit < 5; limit++)
            walk(inputs[i], limit);
}

static void a_limit_of_zero_only_tells_whether_there_is_more(void **state)
{
    (void)state;
    look_everywhere();
    world_ok(&rm.w, search("lee", 0, TW_NO_STR));
    assert_int_equal(rm.page.count, 0);
    assert_true(rm.page.has_next);
    world_ok(&rm.w, search("nobody", 0, TW_NO_STR));
    assert_false(rm.page.has_next);
}

static tw_str decoded(tw_str cursor)
{
    tw_buf b;
    tw_str s;

    tw__buf_init(&b, rm.w.op.alloc);
    tw__base64_read(&b, cursor);
    s = tw__op_take(&rm.w.op, &b);
    tw__buf_fini(&b);
    return s;
}

static tw_str encoded(const char *json)
{
    tw_buf b;
    tw_str s;

    tw__buf_init(&b, rm.w.op.alloc);
    tw__base64_put(&b, tw_str_of(json));
    s = tw__op_take(&rm.w.op, &b);
    tw__buf_fini(&b);
    return s;
}

static void a_cursor_names_the_ranks_and_the_last_ids(void **state)
{
    tw_str cursor;

    (void)state;
    look_everywhere();
    world_ok(&rm.w, search("lee", 4, TW_NO_STR));
    world_ok(&rm.w, tw__search_cursor(&rm.w.op, &rm.page, 3, &cursor));
    world_same(decoded(cursor),
               "{\"lastRanks\":{\"tsRankCD\":0.1,\"tsRank\":0.06079271},"
               "\"lastRecordIdsPerObject\":{\"person\":\"p2\","
               "\"company\":\"c1\"}}");
    /* one that says nothing of objects goes by ranks alone */
    world_ok(&rm.w, search("lee", 100,
                           encoded("{\"lastRanks\":{\"tsRankCD\":0.1,"
                                   "\"tsRank\":0.06079271},"
                                   "\"lastRecordIdsPerObject\":{}}")));
    assert_string_equal(found(), "p2 c1 o1 n1 t0 t1 d1");
}

static void what_is_no_cursor_is_refused(void **state)
{
    static const char *const texts[] = {
        "x",
        "[]",
        "{}",
        "{\"id\":\"p1\"}",
        "{\"lastRanks\":{},\"lastRecordIdsPerObject\":{}}",
        "{\"lastRanks\":{\"tsRankCD\":-1,\"tsRank\":0},"
        "\"lastRecordIdsPerObject\":{}}",
        "{\"lastRanks\":{\"tsRankCD\":0,\"tsRank\":9},"
        "\"lastRecordIdsPerObject\":{}}",
        "{\"lastRanks\":{\"tsRankCD\":1e300,\"tsRank\":0},"
        "\"lastRecordIdsPerObject\":{}}",
        "{\"lastRanks\":{\"tsRankCD\":0,\"tsRank\":0},"
        "\"lastRecordIdsPerObject\":[]}",
    };

    (void)state;
    look_everywhere();
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        world_refused(&rm.w, search("lee", 10, encoded(texts[i])),
                      TW_E_INVALID_CURSOR);
    world_refused(&rm.w, search("lee", 10, TW_STR("%%%")), TW_E_INVALID_CURSOR);
}

static void too_many_words_are_refused(void **state)
{
    static char text[TW_LIMIT_SEARCH_BYTES + 2];

    (void)state;
    look_everywhere();
    for (int i = 0; i < TW_LIMIT_SEARCH_WORDS; i++)
        memcpy(text + i * 2, "a ", 2);
    world_ok(&rm.w, search(text, 10, TW_NO_STR));
    text[TW_LIMIT_SEARCH_WORDS * 2] = 'a';
    world_refused(&rm.w, search(text, 10, TW_NO_STR), TW_E_INVALID);
    memset(text, 'a', TW_LIMIT_SEARCH_BYTES + 1);
    world_refused(&rm.w, search(text, 10, TW_NO_STR), TW_E_INVALID);
}

static void a_label_is_the_name_and_the_image_an_address(void **state)
{
    tw_str label, image;

    (void)state;
    look_everywhere();
    world_exec(&rm.w, "UPDATE person SET avatarUrl = 'https://x.test/a.png'"
                      " WHERE id = 'p1';"
                      "UPDATE person SET avatarUrl = 'a.png' WHERE id = 'p2'");
    world_ok(&rm.w, search("lee", 100, TW_NO_STR));
    world_ok(&rm.w,
             tw__search_label(&rm.w.op, &rm.page.hits[0], &label, &image));
    world_same(label, "Ann Lee");
    world_same(image, "https://x.test/a.png");
    world_ok(&rm.w,
             tw__search_label(&rm.w.op, &rm.page.hits[2], &label, &image));
    world_same(image, "");
    world_ok(&rm.w, search("øre", 1, TW_NO_STR));
    world_ok(&rm.w,
             tw__search_label(&rm.w.op, &rm.page.hits[0], &label, &image));
    world_same(label, "Øre商业部");
}

static void messages_are_never_searched(void **state)
{
    (void)state;
    assert_true(tw__search_is_closed(world_object(&rm.w, "message")));
    assert_true(tw__search_is_closed(world_object(&rm.w, "calendarEvent")));
    assert_false(tw__search_is_closed(world_object(&rm.w, "person")));
}

static void failing_memory_ends_a_search_cleanly(void **state)
{
    (void)state;
    for (int64_t n = 1; n < 400; n++) {
        tw_status st;

        world_next(&rm.w);
        rm.in_count = 0;
        look_everywhere();
        rm.w.fail_in = n;
        st = search(n % 2 == 0 ? "lee jo" : "orks", 3, TW_NO_STR);
        if (rm.w.fail_in > 0) { /* it took less memory than that */
            rm.w.fail_in = 0;
            world_ok(&rm.w, st);
            if (n % 2 == 0)
                return;
            continue;
        }
        rm.w.fail_in = 0;
        if (st != TW_OK)
            assert_int_equal(st, TW_E_NOMEM);
        tw__op_forgive(&rm.w.op);
    }
}

#define room_test(f) cmocka_unit_test_setup_teardown(f, open_room, close_room)

int main(void)
{
    const struct CMUnitTest tests[] = {
        room_test(words_are_prefixes_of_any_word),
        room_test(the_best_come_first_then_by_object_and_id),
        room_test(where_nothing_matches_parts_of_words_are_looked_for),
        room_test(a_blank_input_finds_all_that_have_text),
        room_test(filters_leave_records_out),
        room_test(no_sign_means_anything_in_the_input),
        room_test(pages_follow_one_another),
        room_test(a_limit_of_zero_only_tells_whether_there_is_more),
        room_test(a_cursor_names_the_ranks_and_the_last_ids),
        room_test(what_is_no_cursor_is_refused),
        room_test(too_many_words_are_refused),
        room_test(a_label_is_the_name_and_the_image_an_address),
        room_test(messages_are_never_searched),
        room_test(failing_memory_ends_a_search_cleanly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
