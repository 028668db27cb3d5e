/* filter_syntax_test.c -- what `filter` and `order_by` read as. */
#include "rest/filter_syntax.h"

#include "support/check.h"
#include "support/world.h"

static world w;

static int open_world(void **state)
{
    (void)state;
    world_open(&w, NULL, TW_START_EMPTY);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&w);
    return 0;
}

static void print_value(tw_buf *b, const tw_json *v)
{
    if (v->type == TW_JSON_TEXT) {
        tw__buf_char(b, '<');
        tw__buf_str(b, v->text);
        tw__buf_char(b, '>');
        return;
    }
    for (uint32_t i = 0; i < v->count; i++)
        print_value(b, &v->items[i]);
}

/* (op item item) or path/comparator/<value> */
static void print_filter(tw_buf *b, const tw_filter *f)
{
    static const char *const ops[] = {"and", "or", "not"};

    if (f->op != TW_FILTER_CMP) {
        tw__buf_printf(b, "(%s", ops[f->op]);
        for (uint32_t i = 0; i < f->count; i++) {
            tw__buf_char(b, ' ');
            print_filter(b, f->items[i]);
        }
        tw__buf_char(b, ')');
        return;
    }
    for (uint8_t i = 0; i < f->path.count && i < TW_PATH_MAX; i++) {
        tw__buf_text(b, i == 0 ? "" : ".");
        tw__buf_str(b, f->path.name[i]);
    }
    tw__buf_printf(b, "/%d/", (int)f->cmp);
    print_value(b, f->value);
}

static const struct {
    const char *says, *text, *tree; /* NULL: refused */
} filters[] = {
    {"a bare comparison", "name[eq]:Acme", "name/0/<Acme>"},
    {"a bare list is an and", "a[eq]:1,b[gt]:2", "(and a/0/<1> b/5/<2>)"},
    {"conjunctions nest", "and(a[eq]:1,or(b[eq]:2,not(c[is]:NULL)))",
     "(and a/0/<1> (or b/0/<2> (not c/4/<NULL>)))"},
    {"two conjunctions side by side are an and", "and(a[eq]:1),or(b[eq]:2)",
     "(and (and a/0/<1>) (or b/0/<2>))"},
    {"quotes are removed", "a[eq]:\"x y\"", "a/0/<x y>"},
    {"the two quotes need not match", "a[eq]:\"x'", "a/0/<x>"},
    {"quotes protect commas", "a[eq]:\"x,y\",b[eq]:z",
     "(and a/0/<x,y> b/0/<z>)"},
    {"quotes protect one parenthesis", "and(a[eq]:\"x)\",b[eq]:z)",
     "(and a/0/<x)> b/0/<z>)"},
    {"quotes protect brackets", "a[eq]:\"x[y\",b[eq]:z",
     "(and a/0/<x[y> b/0/<z>)"},
    {"a value may hold balanced parentheses", "a[eq]:Acme (France),b[eq]:1",
     "(and a/0/<Acme (France)> b/0/<1>)"},
    {"an apostrophe inside is a letter", "a[eq]:O'Brien,b[eq]:1",
     "(and a/0/<O'Brien> b/0/<1>)"},
    {"the other quote stays", "a[eq]:\"it's\"", "a/0/<it's>"},
    {"a list", "a[in]:[x,\"y,z\",'w']", "a/2/<x><y,z><w>"},
    {"an empty list is one empty text", "a[in]:[]", "a/2/<>"},
    {"a list in a conjunction", "or(a[in]:[x,y],b[eq]:1)",
     "(or a/2/<x><y> b/0/<1>)"},
    {"a path of four names", "a.b.c.d[eq]:1", "a.b.c.d/0/<1>"},
    {"`is` is used as it stands", "a[is]:\"NULL\"", "a/4/<\"NULL\">"},
    {"blanks belong to names", "a[eq]:1, b[eq]:2", "(and a/0/<1>  b/0/<2>)"},
    {"a colon may stand in a value", "a[eq]:10:30", "a/0/<10:30>"},
    {"an empty quoted value", "a[eq]:\"\"", "a/0/<>"},
    {"nothing", "", NULL},
    {"no value", "a[eq]:", NULL},
    {"no comparator", "a", NULL},
    {"no colon", "a[eq]", NULL},
    {"no path", "[eq]:1", NULL},
    {"an empty comparator", "a[]:1", NULL},
    {"a comparator of GraphQL", "a[regex]:x", NULL},
    {"a comparator in another case", "a[EQ]:x", NULL},
    {"one parenthesis too few", "and(a[eq]:1", NULL},
    {"one parenthesis too many", "a[eq]:1)", NULL},
    {"parentheses around nothing", "and()", NULL},
    {"a conjunction in capitals", "AND(a[eq]:1)", NULL},
    {"`not` of two", "not(a[eq]:1,b[eq]:2)", NULL},
    {"`in` without a list", "a[in]:x", NULL},
    {"a list without an end", "a[in]:[x,y", NULL},
    {"text behind a list", "a[in]:[x]y", NULL},
    {"a comma at the end", "a[eq]:1,", NULL},
    {"text behind a conjunction", "and(a[eq]:1)x", NULL},
};

static void filters_read_as_the_grammar_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(filters) / sizeof(*filters); i++) {
        const tw_filter *f;
        tw_status st;
        tw_buf b;

        world_next(&w);
        tw__buf_init(&b, &w.alloc);
        st = tw__filter_parse(&w.op, tw_str_of(filters[i].text), &f);
        if (filters[i].tree == NULL) {
            if (st == TW_OK)
                fail_msg("%s was read: %s", filters[i].says, filters[i].text);
            assert_int_equal(st, TW_E_INVALID);
            tw__op_forgive(&w.op);
        } else {
            if (st != TW_OK)
                fail_msg("%s: %s", filters[i].says, w.op.error.message);
            print_filter(&b, f);
            tw__buf_char(&b, '\0');
            if (strcmp(b.ptr, filters[i].tree) != 0)
                fail_msg("%s: %s", filters[i].says, b.ptr);
        }
        tw__buf_fini(&b);
    }
}

static void refusals_name_what_is_wrong(void **state)
{
    static const struct {
        const char *text, *part;
    } rows[] = {
        {"(a[eq]:b", "1 close bracket is"},
        {"a[eq]:b))", "2 open brackets are"},
        {"a[regex]:b", "comparator regex not in eq, neq, in, containsAny"},
        {"a[in]:b", "Received 'b' but array value expected"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const tw_filter *f;

        world_next(&w);
        assert_int_equal(tw__filter_parse(&w.op, tw_str_of(rows[i].text), &f),
                         TW_E_INVALID);
        assert_non_null(strstr(w.op.error.message, rows[i].part));
        tw__op_forgive(&w.op);
    }
}

/* `count` comparisons, or conjunctions inside each other. */
static tw_status parse_many(const char *open,
                            const char *item,
                            size_t count,
                            const char *close)
{
    const tw_filter *f;
    tw_status st;
    tw_buf b;

    world_next(&w);
    tw__buf_init(&b, &w.alloc);
    for (size_t i = 0; i < count; i++) {
        tw__buf_text(&b, i > 0 && *open == '\0' ? "," : open);
        tw__buf_text(&b, *open == '\0' ? item : "");
    }
    if (*open != '\0')
        tw__buf_text(&b, item);
    for (size_t i = 0; i < count && *close != '\0'; i++)
        tw__buf_text(&b, close);
    st = tw__filter_parse(&w.op, tw__buf_view(&b), &f);
    tw__buf_fini(&b);
    tw__op_forgive(&w.op);
    return st;
}

static void filters_are_bounded_in_number_and_depth(void **state)
{
    (void)state;
    assert_int_equal(parse_many("", "a[eq]:1", TW_LIMIT_FILTER_NODES, ""),
                     TW_OK);
    assert_int_equal(parse_many("", "a[eq]:1", TW_LIMIT_FILTER_NODES + 1, ""),
                     TW_E_INVALID);
    assert_int_equal(
        parse_many("and(", "a[eq]:1", TW_LIMIT_FILTER_DEPTH - 1, ")"), TW_OK);
    assert_int_equal(parse_many("and(", "a[eq]:1", TW_LIMIT_FILTER_DEPTH, ")"),
                     TW_E_INVALID);
}

static tw_status parse_list(size_t count)
{
    const tw_filter *f;
    tw_status st;
    tw_buf b;

    world_next(&w);
    tw__buf_init(&b, &w.alloc);
    tw__buf_text(&b, "a[in]:[x");
    for (size_t i = 1; i < count; i++)
        tw__buf_text(&b, ",x");
    tw__buf_char(&b, ']');
    st = tw__filter_parse(&w.op, tw__buf_view(&b), &f);
    tw__buf_fini(&b);
    tw__op_forgive(&w.op);
    return st;
}

static void lists_are_bounded(void **state)
{
    (void)state;
    assert_int_equal(parse_list(TW_LIMIT_LIST_VALUES), TW_OK);
    assert_int_equal(parse_list(TW_LIMIT_LIST_VALUES + 1), TW_E_INVALID);
}

static void orders_read_term_by_term(void **state)
{
    const tw_order *o;
    uint32_t count;

    (void)state;
    world_next(&w);
    world_ok(
        &w, tw__order_parse(&w.op, TW_STR("a.b[DescNullsLast],c"), &o, &count));
    assert_int_equal(count, 2);
    assert_int_equal(o[0].path.count, 2);
    assert_true(o[0].descending && o[0].nulls_last);
    assert_true(!o[1].descending && !o[1].nulls_last);
    world_ok(&w, tw__order_parse(&w.op, TW_NO_STR, &o, &count));
    assert_int_equal(count, 0);
}

static void orders_are_refused_by_name_and_number(void **state)
{
    static const char *const bad[] = {"a[Desc]", "a[ascnullsfirst]",
                                      "a[AscNullsFirst", "a[]"};
    const tw_order *o;
    uint32_t count;
    tw_buf b;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
        world_next(&w);
        world_refused(&w, tw__order_parse(&w.op, tw_str_of(bad[i]), &o, &count),
                      TW_E_INVALID);
    }
    tw__buf_init(&b, &w.alloc);
    tw__buf_char(&b, 'a');
    for (int i = 1; i < TW_LIMIT_ORDER_TERMS; i++)
        tw__buf_text(&b, ",a");
    world_next(&w);
    world_ok(&w, tw__order_parse(&w.op, tw__buf_view(&b), &o, &count));
    tw__buf_text(&b, ",a");
    world_next(&w);
    world_refused(&w, tw__order_parse(&w.op, tw__buf_view(&b), &o, &count),
                  TW_E_INVALID);
    tw__buf_fini(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_read_as_the_grammar_says),
        cmocka_unit_test(refusals_name_what_is_wrong),
        cmocka_unit_test(filters_are_bounded_in_number_and_depth),
        cmocka_unit_test(lists_are_bounded),
        cmocka_unit_test(orders_read_term_by_term),
        cmocka_unit_test(orders_are_refused_by_name_and_number),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
