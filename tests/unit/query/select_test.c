/* select_test.c -- records as JSON, with and without their relations. */
#include "query/select.h"

#include "query/program.h"
#include "rockets.h"
#include "store/stmt.h"

static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    make_rockets();
    put_record("company", UUID("c1"), "name", "'Acme'");
    put_record("company", UUID("c2"), "name,deletedAt",
               "'Gone','2026-01-01T00:00:00.000Z'");
    put_record("person", UUID("01"), "nameFirstName,companyId,position",
               "'Ada','" UUID("c1") "',-2.5");
    put_record("person", UUID("02"), "nameFirstName,companyId",
               "'Bob','" UUID("c2") "'");
    put_record("person", UUID("03"), "nameFirstName,companyId,deletedAt",
               "'Cy','" UUID("c1") "','2026-01-01T00:00:00.000Z'");
    for (int i = 10; i < 75; i++) {
        char id[40];

        snprintf(id, sizeof(id), "11111111-1111-4111-8111-0000000001%02d", i);
        put_record("person", id, "companyId", "'" UUID("c1") "'");
    }
    put_record(
        "rocket", UUID("01"),
        "name,mass,active,launchDate,launchedAt,kind,tags,notesList,"
        "meta,priceAmountMicros,priceCurrencyCode,homeAddressLat,ref",
        "'say \"hi\"',0.1,0,'2024-01-01','2024-01-01T00:00:00.000Z',"
        "'SMALL','[\"HOT\"]','[\"x\"]','{\"k\": 1}',1000000,'',48.5,'" UUID(
            "aa") "'");
    put_record("rocket", UUID("02"), "", "");
    world_commit_reload(&rw);
    rw.op.selects = tw__select_cache_new(&rw.alloc);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    tw__select_cache_free(rw.op.selects);
    world_close(&rw);
    return 0;
}

/* world_next() makes a new operation; the projections stay. */
static int next(void **state)
{
    tw_select_cache *selects = rw.op.selects;

    (void)state;
    world_next(&rw);
    rw.op.selects = selects;
    return 0;
}

static const tw_json *get(const char *object, uint32_t depth, const char *id)
{
    const tw_json *json;
    tw_buf out;

    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__query_get(&rw.op, full(object, depth),
                                world_object(&rw, object), tw_str_of(id), false,
                                &out));
    world_ok(&rw, tw__json_read(&rw.op, tw__op_take(&rw.op, &out), &json));
    tw__buf_fini(&out);
    return json;
}

static void same(const tw_json *record, const char *member, const char *text)
{
    const tw_json *v = tw__json_member(record, member);
    tw_buf b;

    tw__buf_init(&b, &rw.alloc);
    if (v == NULL)
        tw__buf_text(&b, "absent");
    else
        tw__json_put(&b, v);
    world_same(tw__buf_view(&b), text);
    tw__buf_fini(&b);
}

static void every_kind_is_written_in_its_form(void **state)
{
    const tw_json *r = get("rocket", 0, UUID("01"));

    (void)state;
    same(r, "id", "\"" UUID("01") "\"");
    same(r, "name", "\"say \\\"hi\\\"\"");
    same(r, "mass", "0.1");
    same(r, "active", "false");
    same(r, "launchDate", "\"2024-01-01\"");
    same(r, "launchedAt", "\"2024-01-01T00:00:00.000Z\"");
    same(r, "kind", "\"SMALL\"");
    same(r, "tags", "[\"HOT\"]");
    same(r, "notesList", "[\"x\"]");
    same(r, "meta", "{\"k\":1}");
    same(r, "price", "{\"amountMicros\":1000000,\"currencyCode\":\"\"}");
    same(tw__json_member(r, "home"), "addressLat", "48.5");
    same(r, "ref", "\"" UUID("aa") "\"");
    same(r, "createdBy",
         "{\"source\":\"API\",\"workspaceMemberId\":null,\"name\":"
         "\"Test key\",\"context\":null}");
    same(r, "searchVector", "null");
    same(r, "noteTargets", "absent");
}

static void every_kind_has_its_empty_form(void **state)
{
    const tw_json *r = get("rocket", 0, UUID("02"));

    (void)state;
    same(r, "name", "\"\"");
    same(r, "mass", "null");
    same(r, "active", "null");
    same(r, "launchDate", "null");
    same(r, "kind", "null");
    same(r, "tags", "[]");
    same(r, "notesList", "[]");
    same(r, "meta", "null");
    same(r, "price", "{\"amountMicros\":null,\"currencyCode\":null}");
    same(r, "site",
         "{\"primaryLinkLabel\":\"\",\"primaryLinkUrl\":\"\","
         "\"secondaryLinks\":[]}");
    same(r, "deletedAt", "null");
}

static void depth_0_shows_the_join_key_alone(void **state)
{
    const tw_json *r = get("person", 0, UUID("02"));

    (void)state;
    same(r, "companyId", "\"" UUID("c2") "\"");
    same(r, "company", "absent");
    same(r, "noteTargets", "absent");
}

static void depth_1_holds_related_records_at_depth_0(void **state)
{
    const tw_json *r = get("person", 1, UUID("01"));
    const tw_json *company = tw__json_member(r, "company");

    (void)state;
    same(r, "companyId", "\"" UUID("c1") "\"");
    same(r, "position", "-2.5");
    same(company, "name", "\"Acme\"");
    same(company, "people", "absent");
    same(company, "accountOwnerId", "null");
    same(company, "accountOwner", "absent");
    same(r, "noteTargets", "[]");
}

static void a_deleted_target_takes_its_key_along_at_depth_1(void **state)
{
    const tw_json *r = get("person", 1, UUID("02"));

    (void)state;
    same(r, "company", "null");
    same(r, "companyId", "null");
}

static void children_are_live_and_at_most_sixty(void **state)
{
    const tw_json *r = get("company", 1, UUID("c1"));
    const tw_json *people = tw__json_member(r, "people");

    (void)state;
    assert_int_equal(people->count, 60);
    same(&people->items[0], "id", "\"" UUID("01") "\"");
    same(&people->items[0], "company", "absent");
    for (uint32_t i = 0; i < people->count; i++)
        same(&people->items[i], "deletedAt", "null");
    same(r, "accountOwner", "null");
}

static void get_knows_no_deleted_or_missing_record(void **state)
{
    const tw_object *o = world_object(&rw, "person");
    const tw_select *s = full("person", 0);
    tw_buf out;

    (void)state;
    tw__buf_init(&out, &rw.alloc);
    assert_int_equal(
        tw__query_get(&rw.op, s, o, TW_STR(UUID("03")), false, &out),
        TW_E_NOT_FOUND);
    assert_string_equal(rw.op.error.message, "Record not found");
    tw__op_forgive(&rw.op);
    assert_int_equal(
        tw__query_get(&rw.op, s, o, TW_STR(UUID("ff")), false, &out),
        TW_E_NOT_FOUND);
    tw__op_forgive(&rw.op);
    assert_int_equal(out.len, 0);
    world_ok(&rw, tw__query_get(&rw.op, s, o, TW_STR(UUID("03")), true, &out));
    tw__buf_fini(&out);
}

static void cells_of_a_written_row_are_shown_like_a_read_one(void **state)
{
    const tw_object *o = world_object(&rw, "person");
    tw_cell *cells = tw__op_array(&rw.op, o->column_count, sizeof(*cells));
    const tw_row_source row = {.cells = cells};
    const tw_json *r;
    tw_buf out;

    (void)state;
    cells[o->c_id->index] = tw__cell_text(TW_STR(UUID("77")));
    cells[world_field(&rw, "person", "companyId")->columns[0].index] =
        tw__cell_text(TW_STR(UUID("c1")));
    cells[o->c_position->index] = tw__cell_real(3);
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__select_write(&rw.op, full("person", 1), &row, &out));
    world_ok(&rw, tw__json_read(&rw.op, tw__op_take(&rw.op, &out), &r));
    same(r, "position", "3");
    same(r, "jobTitle", "\"\"");
    same(tw__json_member(r, "company"), "name", "\"Acme\"");
    tw__buf_fini(&out);
}

static void a_repeated_question_prepares_nothing(void **state)
{
    uint64_t before;

    (void)state;
    (void)get("company", 1, UUID("c1"));
    before = tw__stmt_prepared(rw.conn);
    next(NULL);
    (void)get("company", 1, UUID("c1"));
    assert_int_equal(tw__stmt_prepared(rw.conn), before);
}

static void projections_are_kept_until_the_model_changes(void **state)
{
    const tw_select *first = full("company", 1);

    (void)state;
    assert_ptr_equal(full("company", 1), first);
    assert_ptr_not_equal(full("company", 0), first);
    tw__select_cache_clear(rw.op.selects);
    assert_int_equal(tw__select_column_count(full("company", 1)),
                     world_object(&rw, "company")->column_count);
}

/* The maker builds any selection, e.g. one with other names and two levels. */
static void a_program_can_be_made_of_any_members(void **state)
{
    const tw_object *person = world_object(&rw, "person");
    const tw_object *company = world_object(&rw, "company");
    tw_row_source row = {.first = 0};
    tw_select *inner, *mid, *outer;
    tw_program p;
    tw_buf out;
    bool found;

    (void)state;
    tw__program_open(&p, &rw.op, rw.op.arena, company);
    tw__program_field(&p, TW_STR("title"), world_field(&rw, "company", "name"));
    world_ok(&rw, tw__program_close(&p, &inner));
    tw__program_open(&p, &rw.op, rw.op.arena, person);
    tw__program_to_one(&p, TW_STR("employer"),
                       world_field(&rw, "person", "company"), inner, TW_NO_STR);
    world_ok(&rw, tw__program_close(&p, &mid));
    tw__program_open(&p, &rw.op, rw.op.arena, company);
    tw__program_to_many(&p, TW_STR("first"),
                        world_field(&rw, "company", "people"), mid, 2);
    tw__program_field(&p, TW_STR("a"), world_field(&rw, "company", "name"));
    tw__program_field(&p, TW_STR("b"), world_field(&rw, "company", "name"));
    world_ok(&rw, tw__program_close(&p, &outer));
    row.stmt = tw__stmt_get(&rw.op, outer->sql_get);
    tw__stmt_bind_text(row.stmt, 1, TW_STR(UUID("c1")));
    world_ok(&rw, tw__stmt_step(&rw.op, row.stmt, &found));
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__select_write(&rw.op, outer, &row, &out));
    world_same(tw__buf_view(&out),
               "{\"first\":[{\"employer\":{\"title\":\"Acme\"}},"
               "{\"employer\":{\"title\":\"Acme\"}}],"
               "\"a\":\"Acme\",\"b\":\"Acme\"}");
    tw__buf_fini(&out);
    tw__stmt_done(row.stmt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(every_kind_is_written_in_its_form, next),
        cmocka_unit_test_teardown(every_kind_has_its_empty_form, next),
        cmocka_unit_test_teardown(depth_0_shows_the_join_key_alone, next),
        cmocka_unit_test_teardown(depth_1_holds_related_records_at_depth_0,
                                  next),
        cmocka_unit_test_teardown(
            a_deleted_target_takes_its_key_along_at_depth_1, next),
        cmocka_unit_test_teardown(children_are_live_and_at_most_sixty, next),
        cmocka_unit_test_teardown(get_knows_no_deleted_or_missing_record, next),
        cmocka_unit_test_teardown(
            cells_of_a_written_row_are_shown_like_a_read_one, next),
        cmocka_unit_test_teardown(a_repeated_question_prepares_nothing, next),
        cmocka_unit_test_teardown(projections_are_kept_until_the_model_changes,
                                  next),
        cmocka_unit_test_teardown(a_program_can_be_made_of_any_members, next),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
