/* list_test.c -- pages: which records, in which order, from where, how many in
** all. */
#include "query/list.h"

#include "base/base64.h"
#include "rockets.h"
#include "store/stmt.h"

static const char *const records[][2] = {
    {"01", "'Cy',1,'t0',NULL"},
    {"02", "'al',2,'t1','" UUID("c1") "'"},
    {"03", "'Bo',3,NULL,'" UUID("c2") "'"},
    {"04", "'Al',4,'t3',NULL"},
    {"05", "NULL,5,'t4','" UUID("c3") "'"},
};

static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    put_record("workspaceMember", UUID("f1"), "nameFirstName", "'Zoe'");
    put_record("workspaceMember", UUID("f2"), "nameFirstName", "'Ann'");
    put_record("company", UUID("c1"), "name,addressAddressCity,accountOwnerId",
               "'Zeta','Aix','" UUID("f1") "'");
    put_record("company", UUID("c2"), "name,addressAddressCity,accountOwnerId",
               "'Acme','Lyon','" UUID("f2") "'");
    put_record("company", UUID("c3"), "name,deletedAt",
               "'Aaa','2026-01-01T00:00:00.000Z'");
    for (size_t i = 0; i < 5; i++) {
        char id[40];

        snprintf(id, sizeof(id), "11111111-1111-4111-8111-0000000000%s",
                 records[i][0]);
        put_record("person", id, "nameFirstName,position,jobTitle,companyId",
                   records[i][1]);
    }
    put_record("person", UUID("06"), "nameFirstName,position,deletedAt",
               "'Dead',6,'2026-01-01T00:00:00.000Z'");
    put_record("noteTarget", UUID("e1"), "targetPersonId", "'" UUID("02") "'");
    put_record("noteTarget", UUID("e0"), "targetPersonId", "'" UUID("04") "'");
    world_commit_reload(&rw);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&rw);
    return 0;
}

static int next(void **state)
{
    (void)state;
    world_next(&rw);
    return 0;
}

/* The last two characters of the ids of a page of people: "01 02". */
static tw_status page(const char *order,
                      uint32_t limit,
                      tw_str after,
                      tw_str before,
                      char *ids,
                      tw_page_info *info)
{
    tw_list_ask ask = {.object = world_object(&rw, "person"),
                       .limit = limit,
                       .after = after,
                       .before = before,
                       .count = true};
    const char *found;
    tw_status st;
    tw_buf out;

    ids[0] = '\0';
    ask.order_count = ask_order(&rw.op, order, &ask.order);
    tw__buf_init(&out, &rw.alloc);
    st = tw__query_list(&rw.op, &ask, full("person", 0), &out, info);
    if (st == TW_OK) {
        found = names_of(tw__buf_view(&out), "id");
        for (size_t i = 0, at = 0; i + 36 <= strlen(found); i += 37) {
            ids[at++] = found[i + 34];
            ids[at++] = found[i + 35];
            ids[at++] = i + 37 < strlen(found) ? ' ' : '\0';
        }
    }
    tw__buf_fini(&out);
    return st;
}

static const struct {
    const char *order, *ids;
} orders[] = {
    {"", "01 02 03 04 05"},
    {"id[DescNullsLast]", "05 04 03 02 01"},
    {"position[DescNullsLast]", "05 04 03 02 01"},
    {"name.firstName", "05 04 03 01 02"}, /* capitals first: by bytes */
    {"name.firstName[AscNullsLast]", "04 03 01 02 05"},
    {"name.firstName[DescNullsFirst]", "05 02 01 03 04"},
    {"name.firstName[DescNullsLast]", "02 01 03 04 05"},
    {"jobTitle[AscNullsLast],position[DescNullsLast]", "01 02 04 05 03"},
    {"companyId[AscNullsLast]", "02 03 05 01 04"},
    /* a deleted company counts as none */
    {"company.name", "01 04 05 03 02"},
    {"company.name[DescNullsLast]", "02 03 01 04 05"},
    {"company.address.addressCity[AscNullsLast]", "02 03 01 04 05"},
    {"company.accountOwner.name[AscNullsLast]", "03 02 01 04 05"},
    {"company.accountOwner.name.firstName[DescNullsLast]", "02 03 01 04 05"},
    {"noteTargets.id[AscNullsLast]", "04 02 01 03 05"},
    {"createdBy.source", "01 02 03 04 05"},
    {"searchVector", "01 02 03 04 05"},
    {"position,position[DescNullsLast]", "01 02 03 04 05"},
};

static void records_come_in_the_order_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
        tw_page_info info;
        char ids[64];

        world_ok(&rw,
                 page(orders[i].order, 60, TW_NO_STR, TW_NO_STR, ids, &info));
        if (strcmp(ids, orders[i].ids) != 0)
            fail_msg("%s: %s, not %s", orders[i].order, ids, orders[i].ids);
        assert_int_equal(info.total, 5);
        world_next(&rw);
    }
}

/* Whatever the order and the page size, pages in both directions add up to
** the whole. */
static void pages_lose_and_repeat_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++)
        for (uint32_t limit = 1; limit <= 3; limit++) {
            char forth[64] = "", back[64] = "", ids[64], joined[160];
            tw_page_info info = {.has_next = true};
            tw_str cursor = TW_NO_STR;

            while (info.has_next) {
                world_ok(&rw, page(orders[i].order, limit, cursor, TW_NO_STR,
                                   ids, &info));
                snprintf(joined, sizeof(joined), "%s%s%s", forth,
                         forth[0] == '\0' ? "" : " ", ids);
                snprintf(forth, sizeof(forth), "%.63s", joined);
                cursor = info.end_cursor;
                assert_int_equal(info.total, 5);
                assert_false(info.has_previous);
            }
            assert_string_equal(forth, orders[i].ids);
            /* from the last record back */
            snprintf(back, sizeof(back), "%s", orders[i].ids + 12);
            for (info.has_previous = true; info.has_previous;) {
                world_ok(&rw, page(orders[i].order, limit, TW_NO_STR, cursor,
                                   ids, &info));
                snprintf(joined, sizeof(joined), "%s %s", ids, back);
                snprintf(back, sizeof(back), "%.63s", joined);
                cursor = info.start_cursor;
                assert_false(info.has_next);
            }
            assert_string_equal(back, orders[i].ids);
            world_next(&rw);
        }
}

static tw_str decoded(tw_str cursor)
{
    tw_str s;
    tw_buf b;

    tw__buf_init(&b, &rw.alloc);
    tw__base64_read(&b, cursor);
    s = tw__op_take(&rw.op, &b);
    tw__buf_fini(&b);
    return s;
}

static tw_str encoded(const char *json)
{
    tw_str s;
    tw_buf b;

    tw__buf_init(&b, &rw.alloc);
    tw__base64_put(&b, tw_str_of(json));
    s = tw__op_take(&rw.op, &b);
    tw__buf_fini(&b);
    return s;
}

static void cursors_hold_the_ordered_values_and_the_id(void **state)
{
    static const char *const cases[][2] = {
        {"", "{\"id\":\"" UUID("01") "\"}"},
        {"id[DescNullsLast]", "{\"id\":\"" UUID("05") "\"}"},
        {"position", "{\"position\":1,\"id\":\"" UUID("01") "\"}"},
        {"name.firstName[DescNullsLast],position,name.lastName",
         "{\"name\":{\"firstName\":\"al\",\"lastName\":\"\"},\"position\":2,"
         "\"id\":\"" UUID("02") "\"}"},
        {"companyId[AscNullsLast]",
         "{\"companyId\":\"" UUID("c1") "\",\"id\":\"" UUID("02") "\"}"},
        {"company.name[DescNullsLast]",
         "{\"company\":{\"name\":\"Zeta\"},\"id\":\"" UUID("02") "\"}"},
        {"company.address.addressCity[AscNullsLast],company.name",
         "{\"company\":{\"address\":{\"addressCity\":\"Aix\"},\"name\":"
         "\"Zeta\"},\"id\":\"" UUID("02") "\"}"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        tw_page_info info;
        char ids[64];

        world_ok(&rw, page(cases[i][0], 1, TW_NO_STR, TW_NO_STR, ids, &info));
        world_same(decoded(info.start_cursor), cases[i][1]);
        world_same(decoded(info.end_cursor), cases[i][1]);
    }
}

static const struct {
    const char *order, *cursor;
    tw_status status;
} bad_cursors[] = {
    {"", "5", TW_E_INVALID},
    {"", "[]", TW_E_INVALID},
    {"", "{\"id\":", TW_E_INVALID},
    {"", "{\"position\":1,\"id\":\"" UUID("01") "\"}", TW_E_INVALID_CURSOR},
    {"position", "{\"nope\":1}", TW_E_INVALID_CURSOR},
    {"position", "{\"position\":\"x\"}", TW_E_INVALID_CURSOR},
    {"position", "{\"id\":7}", TW_E_INVALID_CURSOR},
    {"position", "{\"name\":{\"firstName\":\"x\"}}", TW_E_INVALID_CURSOR},
    {"name.firstName", "{\"name\":\"x\"}", TW_E_INVALID_CURSOR},
    {"name.firstName", "{\"name\":{\"lastName\":\"x\"}}", TW_E_INVALID_CURSOR},
};

static void cursors_of_another_order_are_refused(void **state)
{
    tw_page_info info;
    char ids[64];

    (void)state;
    for (size_t i = 0; i < sizeof(bad_cursors) / sizeof(bad_cursors[0]); i++)
        world_refused(&rw,
                      page(bad_cursors[i].order, 5,
                           encoded(bad_cursors[i].cursor), TW_NO_STR, ids,
                           &info),
                      bad_cursors[i].status);
    assert_int_equal(
        page("", 5, TW_STR("invalid-cursor"), TW_NO_STR, ids, &info),
        TW_E_INVALID);
    assert_non_null(strstr(rw.op.error.message, "Invalid cursor"));
    tw__op_forgive(&rw.op);
    world_refused(&rw, page("", 5, encoded("{}"), encoded("{}"), ids, &info),
                  TW_E_INVALID);
}

static void a_cursor_may_lack_values(void **state)
{
    tw_page_info info;
    char ids[64];

    (void)state;
    world_ok(&rw, page("position", 5, encoded("{\"position\":3}"), TW_NO_STR,
                       ids, &info));
    assert_string_equal(ids, "04 05");
    world_ok(&rw, page("position[DescNullsLast]", 5,
                       encoded("{\"id\":\"" UUID("03") "\"}"), TW_NO_STR, ids,
                       &info));
    assert_string_equal(ids, "05 04");
    world_ok(&rw, page("", 5, encoded("{}"), TW_NO_STR, ids, &info));
    assert_string_equal(ids, "01 02 03 04 05");
}

static void an_empty_cursor_is_none(void **state)
{
    tw_page_info info;
    char ids[64];

    (void)state;
    world_ok(&rw, page("", 2, TW_STR(""), TW_STR(""), ids, &info));
    assert_string_equal(ids, "01 02");
    assert_true(info.has_next);
}

static void page_info_tells_both_ends(void **state)
{
    tw_page_info info;
    tw_str start;
    char ids[64];

    (void)state;
    world_ok(&rw, page("", 5, TW_NO_STR, TW_NO_STR, ids, &info));
    assert_false(info.has_next);
    start = info.start_cursor;
    world_ok(&rw, page("", 2, TW_NO_STR, info.end_cursor, ids, &info));
    assert_string_equal(ids, "03 04");
    assert_true(info.has_previous);
    assert_false(info.has_next);
    world_same(decoded(info.start_cursor), "{\"id\":\"" UUID("03") "\"}");
    world_same(decoded(info.end_cursor), "{\"id\":\"" UUID("04") "\"}");
    world_ok(&rw, page("", 2, TW_NO_STR, start, ids, &info));
    assert_string_equal(ids, "");
    assert_false(info.has_previous);
    assert_null(info.start_cursor.ptr);
    assert_null(info.end_cursor.ptr);
    assert_int_equal(info.total, 5);
}

static void limit_0_asks_for_none_but_counts(void **state)
{
    tw_page_info info;
    char ids[64];

    (void)state;
    world_ok(&rw, page("", 0, TW_NO_STR, TW_NO_STR, ids, &info));
    assert_string_equal(ids, "");
    assert_true(info.has_next);
    assert_null(info.start_cursor.ptr);
    assert_int_equal(info.total, 5);
}

static const struct {
    const char *order;
    tw_status status;
} bad_orders[] = {
    {"nope", TW_E_FIELD_NOT_FOUND},
    {"company.nope", TW_E_FIELD_NOT_FOUND},
    {"name", TW_E_INVALID_QUERY_INPUT},
    {"name.middle", TW_E_UNKNOWN_SUB_FIELD},
    {"name.firstName.x", TW_E_INVALID_QUERY_INPUT},
    {"position.x", TW_E_INVALID_QUERY_INPUT},
    {"company", TW_E_INVALID_QUERY_INPUT},
    {"company.address", TW_E_INVALID_QUERY_INPUT},
    {"company.accountOwner", TW_E_INVALID_QUERY_INPUT},
    {"company.address.nope", TW_E_UNKNOWN_SUB_FIELD},
    {"noteTargets", TW_E_INVALID_QUERY_INPUT},
    {"companyId.x", TW_E_INVALID_QUERY_INPUT},
    {"a.b.c.d.e", TW_E_INVALID_QUERY_INPUT},
};

static void bad_orders_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(bad_orders) / sizeof(bad_orders[0]); i++) {
        tw_page_info info;
        char ids[64];

        world_refused(
            &rw, page(bad_orders[i].order, 5, TW_NO_STR, TW_NO_STR, ids, &info),
            bad_orders[i].status);
    }
}

static void options_sort_by_position_in_the_field(void **state)
{
    const tw_field *f = world_field(&rw, "opportunity", "stage");
    tw_list_ask ask = {.object = world_object(&rw, "opportunity"), .limit = 60};
    tw_page_info info;
    tw_buf out;

    (void)state;
    assert_true(f->option_count >= 3);
    for (uint16_t i = f->option_count; i-- > 0;) {
        char id[48], values[80];

        snprintf(id, sizeof(id), "11111111-1111-4111-8111-0000000000%02d",
                 10 + f->option_count - i);
        snprintf(values, sizeof(values), "'%.*s','%d'",
                 TW_FMT(f->options[i].value), i);
        put_record("opportunity", id, "stage,name", values);
    }
    ask.order_count = ask_order(&rw.op, "stage", &ask.order);
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw,
             tw__query_list(&rw.op, &ask, full("opportunity", 0), &out, &info));
    assert_true(tw__str_starts(tw_str_of(names_of(tw__buf_view(&out), "name")),
                               TW_STR("0 1 2")));
    /* a page goes on from the option's place, not from its name */
    ask.limit = 1;
    tw__buf_reset(&out);
    world_ok(&rw,
             tw__query_list(&rw.op, &ask, full("opportunity", 0), &out, &info));
    ask.after = info.end_cursor;
    tw__buf_reset(&out);
    world_ok(&rw,
             tw__query_list(&rw.op, &ask, full("opportunity", 0), &out, &info));
    assert_string_equal(names_of(tw__buf_view(&out), "name"), "1");
    tw__buf_fini(&out);
}

static void an_owner_narrows_to_its_children(void **state)
{
    tw_list_ask ask = {.object = world_object(&rw, "person"),
                       .limit = 60,
                       .count = true,
                       .owner =
                           &world_field(&rw, "person", "company")->columns[0],
                       .owner_id = TW_STR(UUID("c1"))};
    tw_page_info info;
    tw_buf out;

    (void)state;
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__query_list(&rw.op, &ask, full("person", 0), &out, &info));
    assert_string_equal(names_of(tw__buf_view(&out), "id"), UUID("02"));
    assert_int_equal(info.total, 1);
    tw__buf_fini(&out);
}

static void offset_and_deleted_records_can_be_asked_for(void **state)
{
    tw_list_ask ask = {.object = world_object(&rw, "person"),
                       .limit = 1,
                       .offset = 4,
                       .count = true,
                       .with_deleted = true};
    tw_page_info info;
    tw_buf out;

    (void)state;
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__query_list(&rw.op, &ask, full("person", 0), &out, &info));
    assert_string_equal(names_of(tw__buf_view(&out), "id"), UUID("05"));
    assert_int_equal(info.total, 6);
    assert_true(info.has_next);
    tw__buf_fini(&out);
}

static void ids_are_ascending_and_one_more_than_the_bound(void **state)
{
    const tw_object *o = world_object(&rw, "person");
    uint32_t count;
    tw_str *ids;

    (void)state;
    world_ok(&rw, tw__query_ids(&rw.op, o, NULL, 100, &ids, &count));
    assert_int_equal(count, 6); /* deleted ones too */
    world_same(ids[5], UUID("06"));
    world_ok(&rw, tw__query_ids(&rw.op, o, NULL, 2, &ids, &count));
    assert_int_equal(count, 3);
    world_ok(&rw, tw__query_ids(&rw.op, o,
                                ask_filter(&rw.op, "{\"company.name\":{\"eq\":"
                                                   "\"Zeta\"}}"),
                                2, &ids, &count));
    assert_int_equal(count, 1);
    world_same(ids[0], UUID("02"));
}

static void a_repeated_page_prepares_nothing(void **state)
{
    tw_page_info info;
    uint64_t before;
    char ids[64];

    (void)state;
    world_ok(&rw, page("company.name,position", 2, TW_NO_STR, TW_NO_STR, ids,
                       &info));
    before = tw__stmt_prepared(rw.conn);
    world_ok(&rw, page("company.name,position", 3, TW_NO_STR, TW_NO_STR, ids,
                       &info));
    assert_int_equal(tw__stmt_prepared(rw.conn), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(records_come_in_the_order_asked_for, next),
        cmocka_unit_test_teardown(pages_lose_and_repeat_nothing, next),
        cmocka_unit_test_teardown(cursors_hold_the_ordered_values_and_the_id,
                                  next),
        cmocka_unit_test_teardown(cursors_of_another_order_are_refused, next),
        cmocka_unit_test_teardown(a_cursor_may_lack_values, next),
        cmocka_unit_test_teardown(an_empty_cursor_is_none, next),
        cmocka_unit_test_teardown(page_info_tells_both_ends, next),
        cmocka_unit_test_teardown(limit_0_asks_for_none_but_counts, next),
        cmocka_unit_test_teardown(bad_orders_are_refused, next),
        cmocka_unit_test_teardown(options_sort_by_position_in_the_field, next),
        cmocka_unit_test_teardown(an_owner_narrows_to_its_children, next),
        cmocka_unit_test_teardown(offset_and_deleted_records_can_be_asked_for,
                                  next),
        cmocka_unit_test_teardown(ids_are_ascending_and_one_more_than_the_bound,
                                  next),
        cmocka_unit_test_teardown(a_repeated_page_prepares_nothing, next),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
