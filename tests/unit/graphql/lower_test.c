/* lower_test.c -- filters and orders as GraphQL writes them: what they find, and
** how they are refused.  In test texts ' stands for ". */
#include "graphql/lower.h"

#include "query/list.h"
#include "support/feature.h"
#include "unit/query/rockets.h"

#include <string.h>

/* a: everything; b: other values; c: empty but for its name; dead: deleted */
static int open_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    make_rockets();
    put_record("workspaceMember", UUID("d1"), "nameFirstName", "'Max'");
    put_record("company", UUID("c1"), "name,addressAddressCity,accountOwnerId",
               "'Acme','Paris','" UUID("d1") "'");
    put_record("company", UUID("c2"), "name,deletedAt",
               "'Gone','2026-01-01T00:00:00.000Z'");
    put_record("company", UUID("c3"), "name", "'Zeta'");
    put_record("person", UUID("91"), "nameFirstName,companyId",
               "'p1','" UUID("c1") "'");
    put_record("person", UUID("92"), "nameFirstName,companyId",
               "'p2','" UUID("c2") "'");
    put_record("person", UUID("93"), "nameFirstName", "'p3'");
    put_record("person", UUID("94"), "nameFirstName,nameLastName,companyId",
               "'p4','x','" UUID("c3") "'");
    put_record("rocket", UUID("01"),
               "name,mass,active,launchedAt,kind,tags,notesList,meta,"
               "priceAmountMicros,position",
               "'a',1.5,1,'2024-01-01T00:00:00.000Z','SMALL','[\"HOT\"]',"
               "'[\"x\"]','{\"k\": 1}',1000000,1");
    put_record("rocket", UUID("02"), "name,mass,active,kind,tags,position",
               "'Beta',20,0,'BIG','[\"HOT\",\"WARM\"]',2");
    put_record("rocket", UUID("03"), "name,position", "'c',3");
    put_record("rocket", UUID("04"), "name,deletedAt,position",
               "'dead','2026-01-02T00:00:00.000Z',4");
    world_commit_reload(&rw);
    return 0;
}

static int close_world(void **state)
{
    (void)state;
    world_close(&rw);
    return 0;
}

static const tw_json *json(const char *text)
{
    size_t len = strlen(text);
    char *copy = tw__op_get(&rw.op, len + 1);

    assert_non_null(copy);
    for (size_t i = 0; i < len; i++)
        copy[i] = text[i] == '\'' ? '"' : text[i];
    return rocket_json(copy);
}

/* The last two digits of the ids of what a page of it holds. */
static const char *found(const char *object,
                         const char *filter,
                         const char *order)
{
    static char text[200];
    tw_list_ask ask = {.object = world_object(&rw, object), .limit = 60};
    tw_page_info info;
    const char *ids;
    size_t len = 0;
    tw_buf out;

    world_ok(&rw, tw__gql_lower_filter(&rw.op, ask.object, json(filter),
                                       &ask.filter));
    world_ok(&rw, tw__gql_lower_order(&rw.op, ask.object, json(order),
                                      &ask.order, &ask.order_count));
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw, tw__query_list(&rw.op, &ask, full(object, 0), &out, &info));
    ids = names_of(tw__buf_view(&out), "id");
    text[0] = '\0';
    for (; strlen(ids) >= 36; ids += ids[36] == ' ' ? 37 : 36)
        len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%.2s",
                                len == 0 ? "" : " ", ids + 34);
    tw__buf_fini(&out);
    return text;
}

static const struct {
    const char *object, *filter, *ids;
} cases[] = {
    {"rocket", "{}", "01 02 03"},
    {"rocket", "null", "01 02 03"},
    {"rocket", "{'name':{'eq':'a'}}", "01"},
    {"rocket", "{'name':{'eq':'a'},'mass':{'eq':20}}", ""},
    {"rocket", "{'name':{'eq':'a'},'mass':{'eq':1.5}}", "01"},
    {"rocket", "{'and':[{'name':{'eq':'a'}},{'mass':{'gt':1}}]}", "01"},
    {"rocket", "{'or':[{'name':{'eq':'a'}},{'mass':{'gt':10}}]}", "01 02"},
    {"rocket", "{'or':{'name':{'eq':'a'}}}", "01"},
    {"rocket", "{'not':{'mass':{'eq':20}}}", "01"},
    {"rocket", "{'not':{'not':{'mass':{'eq':20}}}}", "02"},
    {"rocket", "{'not':{'name':{'eq':'a'},'mass':{'eq':1.5}}}", "02 03"},
    {"rocket", "{'or':[]}", "01 02 03"},
    {"rocket", "{'and':[]}", "01 02 03"},
    {"rocket", "{'or':[{},{'name':{'eq':'a'}}]}", "01 02 03"},
    {"rocket", "{'and':[{},{'name':{'eq':'a'}}]}", "01"},
    {"rocket", "{'not':{}}", ""},
    {"rocket",
     "{'mass':{'gt':0},'or':[{'name':{'eq':'a'}},"
     "{'name':{'eq':'c'}}]}",
     "01"},
    {"rocket", "{'deletedAt':{'is':'NOT_NULL'}}", "04"},
    {"rocket",
     "{'or':[{'deletedAt':{'is':'NULL'}},"
     "{'deletedAt':{'is':'NOT_NULL'}}]}",
     "01 02 03 04"},
    {"rocket", "{'mass':{'eq':'20'}}", "02"},
    {"rocket", "{'mass':{'in':[20,null]}}", "02"},
    {"rocket", "{'mass':{'eq':null}}", ""},
    {"rocket", "{'name':{'regex':'^[ab]'}}", "01"},
    {"rocket", "{'name':{'iregex':'^[AB]'}}", "01 02"},
    {"rocket", "{'kind':{'gte':'BIG'}}", "02"},
    {"rocket", "{'kind':{'containsAny':['BIG']}}", "02"},
    {"rocket", "{'kind':{'containsAny':['BIG','SMALL']}}", "01 02"},
    {"rocket", "{'kind':{'containsAny':[]}}", ""},
    {"rocket", "{'kind':{'isEmptyArray':true}}", ""},
    {"rocket", "{'tags':{'containsAny':['WARM','NOPE']}}", "02"},
    {"rocket", "{'tags':{'isEmptyArray':false}}", "03"},
    {"rocket", "{'notesList':{'containsIlike':'X'}}", "01"},
    {"rocket", "{'meta':{'like':'%: 1%'}}", "01"},
    {"rocket", "{'price':{'amountMicros':{'gte':1}}}", "01"},
    {"rocket", "{'price':{}}", "01 02 03"},
    {"rocket", "{'launchedAt':{'lt':'2025-01-01'}}", "01"},
    {"rocket", "{'searchVector':{'is':'NULL'}}", "01 02 03"},
    {"person", "{'name':{'firstName':{'eq':'p4'},'lastName':{'eq':'x'}}}",
     "94"},
    {"person", "{'name':{'firstName':{'eq':'p1'},'lastName':{'eq':'x'}}}", ""},
    {"person", "{'company':{'name':{'eq':'Acme'}}}", "91"},
    {"person", "{'company':{'name':{'is':'NULL'}}}", "92 93"},
    {"person", "{'company':{}}", "91 92 93 94"},
    {"person",
     "{'company':{'or':[{'name':{'eq':'Acme'}},"
     "{'name':{'eq':'Zeta'}}]}}",
     "91 94"},
    {"person", "{'company':{'not':{'name':{'eq':'Acme'}}}}", "94"},
    {"person", "{'company':{'address':{'addressCity':{'eq':'Paris'}}}}", "91"},
    {"person", "{'company':{'accountOwnerId':{'is':'NOT_NULL'}}}", "91"},
    {"person", "{'company':{'deletedAt':{'is':'NOT_NULL'}}}", ""},
    {"person",
     "{'company':{'accountOwner':{'name':{'firstName':"
     "{'eq':'Max'}}}}}",
     "91"},
    {"person", "{'companyId':{'is':'NULL'}}", "93"},
    {"person", "{'companyId':{'in':['" UUID("c2") "']}}", "92"},
};

static void filters_find(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const char *ids;

        if (!HAS_REGEX && strstr(cases[i].filter, "regex") != NULL)
            continue;
        ids = found(cases[i].object, cases[i].filter,
                    "[{'position':'AscNullsFirst'}]");
        if (strcmp(ids, cases[i].ids) != 0)
            fail_msg("%s finds \"%s\", not \"%s\"", cases[i].filter, ids,
                     cases[i].ids);
        world_next(&rw);
    }
}

#define FILTER "INVALID_ARGS_FILTER"

static const struct {
    const char *object, *filter, *sub_code, *message;
} refusals[] = {
    {"rocket", "'x'", FILTER, "object"},
    {"rocket", "{'and':'x'}", FILTER, "\"and\""},
    {"rocket", "{'or':null}", FILTER, "\"or\""},
    {"rocket", "{'or':[null]}", FILTER, "object"},
    {"rocket", "{'not':null}", FILTER, "object"},
    {"rocket", "{'not':[{}]}", FILTER, "object"},
    {"rocket", "{'nope':{'eq':1}}", FILTER,
     "Object rocket doesn't have any \"nope\" field."},
    {"rocket", "{'name':'a'}", FILTER,
     "Filter value for field \"name\" must be an object"},
    {"rocket", "{'name':null}", FILTER, "\"name\""},
    {"rocket", "{'name':{}}", FILTER, "one operator"},
    {"rocket", "{'name':{'eq':'a','neq':'b'}}", FILTER, "one operator"},
    {"rocket", "{'name':{'contains':'a'}}", FILTER,
     "Operator \"contains\" is not valid for field \"name\" of type TEXT - "
     "Allowed operators: eq, neq, in, is, gt"},
    {"rocket", "{'name':{'bogus':'a'}}", FILTER, "Operator \"bogus\""},
    {"rocket", "{'mass':{'regex':'a'}}", FILTER, "Operator \"regex\""},
    {"rocket", "{'active':{'neq':true}}", FILTER,
     "Operator \"neq\" is not valid for field \"active\" of type BOOLEAN - "
     "Allowed operators: eq, is"},
    {"rocket", "{'tags':{'eq':['HOT']}}", FILTER,
     "Allowed operators: containsAny, is, isEmptyArray"},
    {"rocket", "{'searchVector':{'search':'x'}}", FILTER, "\"search\""},
    {"rocket", "{'name':{'in':'a'}}", FILTER, "list"},
    {"rocket", "{'name':{'in':[]}}", NULL, "at least one"},
    {"rocket", "{'name':{'like':5}}", FILTER, "text"},
    {"rocket", "{'name':{'is':'MAYBE'}}", FILTER, "NOT_NULL"},
    {"rocket", "{'name':{'is':null}}", FILTER, "NOT_NULL"},
    {"rocket", "{'tags':{'isEmptyArray':'yes'}}", FILTER, "true or false"},
    {"rocket", "{'mass':{'eq':'abc'}}", FILTER,
     "Invalid number value NaN for field \"mass\""},
    {"rocket", "{'mass':{'in':[1,'abc']}}", FILTER, "NaN"},
    {"rocket", "{'active':{'eq':'yes'}}", FILTER,
     "Invalid boolean value 'yes' for field \"active\""},
    {"rocket", "{'id':{'eq':'x'}}", FILTER,
     "Invalid UUID value 'x' for field \"id\""},
    {"rocket", "{'launchedAt':{'gt':'soon'}}", FILTER, "'soon'"},
    {"rocket", "{'kind':{'eq':'NO'}}", "", "NO"},
    {"rocket", "{'kind':{'eq':5}}", FILTER, "5"},
    {"rocket", "{'price':{'foo':{'eq':1}}}", FILTER, "\"foo\""},
    {"rocket", "{'price':1}", FILTER, "\"price\""},
    {"rocket", "{'price':{'amountMicros':{'like':'1'}}}", FILTER,
     "price.amountMicros"},
    {"person", "{'company':'x'}", FILTER, "\"companyId\""},
    {"person", "{'company':{'eq':'x'}}", FILTER,
     "Object company doesn't have any \"eq\" field."},
    {"person", "{'company':{'people':{}}}", FILTER,
     "Cannot filter by relation field \"people\""},
    {"company", "{'people':{'id':{'eq':'x'}}}", FILTER,
     "Cannot filter by relation field \"people\""},
    {"person", "{'company':{'nope':{'eq':'x'}}}", FILTER,
     "Object company doesn't have any \"nope\" field."},
    {"noteTarget",
     "{'targetPerson':{'company':{'accountOwner':{'id':{'is':'NULL'}}}}}",
     FILTER, "too far"},
};

static void refusals_have_a_sub_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
        const char *sub = refusals[i].sub_code;
        const tw_filter *f;
        tw_status st =
            tw__gql_lower_filter(&rw.op, world_object(&rw, refusals[i].object),
                                 json(refusals[i].filter), &f);

        assert_int_equal(st,
                         sub == NULL ? TW_E_INVALID_QUERY_INPUT : TW_E_INVALID);
        if (strstr(rw.op.error.message, refusals[i].message) == NULL)
            fail_msg("%s: \"%s\" lacks \"%s\"", refusals[i].filter,
                     rw.op.error.message, refusals[i].message);
        if (sub != NULL && !tw__str_is(rw.op.sub_code, sub))
            fail_msg("%s: sub-code \"%.*s\"", refusals[i].filter,
                     TW_FMT(rw.op.sub_code));
        assert_true((sub == NULL) == (rw.op.sub_code.ptr == NULL));
        world_next(&rw);
        assert_null(rw.op.sub_code.ptr);
    }
}

/* `{"not":` n times around `inside`. */
static const tw_json *nested(const char *open, const char *inside, int n)
{
    tw_buf b;
    tw_str text;

    tw__buf_init(&b, rw.op.alloc);
    for (int i = 0; i < n; i++)
        tw__buf_text(&b, open);
    tw__buf_text(&b, inside);
    for (int i = 0; i < n; i++)
        tw__buf_text(&b, strchr(open, '[') != NULL ? "]}" : "}");
    text = tw__op_take(&rw.op, &b);
    tw__buf_fini(&b);
    return rocket_json(text.ptr);
}

static void what_is_lowered_query_takes(void **state)
{
    static const char *const opens[] = {"{\"not\":", "{\"and\":["};
    const tw_object *o = world_object(&rw, "rocket");
    const tw_filter *f;

    (void)state;
    for (size_t i = 0; i < 2; i++)
        for (int n = 1; n < 60 / (int)(i + 1); n++) {
            const tw_json *in =
                nested(opens[i], "{\"name\":{\"eq\":\"a\"}}", n);
            tw_status st = tw__gql_lower_filter(&rw.op, o, in, &f);

            if (st == TW_OK) {
                world_ok(&rw, tw__filter_check(&rw.op, o, f));
            } else {
                assert_true(n > 20);
                world_same(rw.op.sub_code, FILTER);
            }
            world_next(&rw);
        }
}

static void filters_are_bounded(void **state)
{
    const tw_object *o = world_object(&rw, "rocket");
    const tw_filter *f;
    tw_buf b;
    tw_str text;

    (void)state;
    for (int n = 490; n < 510; n++) {
        tw_status st;

        tw__buf_init(&b, rw.op.alloc);
        tw__buf_text(&b, "{\"or\":[");
        for (int i = 0; i < n; i++)
            tw__buf_text(&b, i == 0 ? "{\"mass\":{\"eq\":1}}"
                                    : ",{\"mass\":{\"eq\":1}}");
        tw__buf_text(&b, "]}");
        text = tw__op_take(&rw.op, &b);
        tw__buf_fini(&b);
        st = tw__gql_lower_filter(&rw.op, o, rocket_json(text.ptr), &f);
        if (st == TW_OK)
            world_ok(&rw, tw__filter_check(&rw.op, o, f));
        else
            world_same(rw.op.sub_code, FILTER);
        assert_int_equal(st, n < 500 ? TW_OK : TW_E_INVALID);
        world_next(&rw);
    }
}

static const struct {
    const char *object, *order, *ids;
} orders[] = {
    {"rocket", "null", "01 02 03"},
    {"rocket", "[]", "01 02 03"},
    {"rocket", "{'mass':'DescNullsLast'}", "02 01 03"},
    {"rocket", "[{'mass':'DescNullsFirst'}]", "03 02 01"},
    {"rocket", "[{'mass':'AscNullsFirst'}]", "03 01 02"},
    {"rocket", "[{'active':'DescNullsLast'},{'name':'DescNullsLast'}]",
     "01 02 03"},
    {"rocket", "[{'name':'DescNullsLast'}]", "03 01 02"},
    {"rocket", "[{'kind':'DescNullsLast'}]", "02 01 03"},
    {"rocket", "[{'searchVector':'AscNullsFirst'}]", "01 02 03"},
    {"person",
     "[{'name':{'lastName':'DescNullsLast',"
     "'firstName':'DescNullsLast'}}]",
     "94 93 92 91"},
    {"person", "[{'company':{'name':'AscNullsLast'}}]", "91 94 92 93"},
    {"person", "[{'company':{'name':'DescNullsFirst'}}]", "92 93 94 91"},
    {"person", "[{'company':{'address':{'addressCity':'AscNullsLast'}}}]",
     "91 92 93 94"},
    {"person", "[{'companyId':'DescNullsLast'}]", "94 92 91 93"},
    {"person",
     "[{'company':{'accountOwner':{'name':{'firstName':"
     "'AscNullsLast'}}}}]",
     "91 92 93 94"},
};

static void orders_sort(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
        const char *ids = found(orders[i].object, "{}", orders[i].order);

        if (strcmp(ids, orders[i].ids) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", orders[i].order, ids,
                     orders[i].ids);
        world_next(&rw);
    }
}

static const struct {
    const char *object, *order;
    tw_status status;
} order_refusals[] = {
    {"rocket", "'mass'", TW_E_INVALID_QUERY_INPUT},
    {"rocket", "['mass']", TW_E_INVALID_QUERY_INPUT},
    {"rocket", "[null]", TW_E_INVALID_QUERY_INPUT},
    {"rocket", "[{'nope':'AscNullsFirst'}]", TW_E_FIELD_NOT_FOUND},
    {"rocket", "[{'mass':'up'}]", TW_E_INVALID_QUERY_INPUT},
    {"rocket", "[{'mass':null}]", TW_E_INVALID_QUERY_INPUT},
    {"rocket", "[{'mass':{'x':'AscNullsFirst'}}]", TW_E_INVALID_QUERY_INPUT},
    {"person", "[{'name':'AscNullsFirst'}]", TW_E_INVALID_QUERY_INPUT},
    {"person", "[{'name':{}}]", TW_E_INVALID_QUERY_INPUT},
    {"person", "[{'name':{'x':'AscNullsFirst'}}]", TW_E_UNKNOWN_SUB_FIELD},
    {"person", "[{'company':'AscNullsFirst'}]", TW_E_INVALID_QUERY_INPUT},
    {"person", "[{'company':{}}]", TW_E_INVALID_QUERY_INPUT},
    {"person", "[{'company':{'nope':'AscNullsLast'}}]", TW_E_FIELD_NOT_FOUND},
    {"person", "[{'company':{'address':'AscNullsLast'}}]",
     TW_E_INVALID_QUERY_INPUT},
    {"company", "[{'people':{'id':'AscNullsLast'}}]", TW_E_FIELD_NOT_FOUND},
    {"noteTarget",
     "[{'targetPerson':{'company':{'accountOwner':{'id':'AscNullsLast'}}}}]",
     TW_E_INVALID_QUERY_INPUT},
};

static void orders_are_refused_by_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(order_refusals) / sizeof(order_refusals[0]);
         i++) {
        const tw_order *order;
        uint32_t count;
        tw_status st = tw__gql_lower_order(
            &rw.op, world_object(&rw, order_refusals[i].object),
            json(order_refusals[i].order), &order, &count);

        if (st != order_refusals[i].status)
            fail_msg("%s: %s", order_refusals[i].order, tw_status_name(st));
        world_next(&rw);
    }
}

static void an_order_names_only_so_many_fields(void **state)
{
    static char text[2000] = "[";
    const tw_order *order;
    uint32_t count;

    (void)state;
    for (int i = 0; i < TW_LIMIT_ORDER_TERMS + 1; i++)
        strcat(text,
               i == 0 ? "{'mass':'AscNullsLast'}" : ",{'mass':'AscNullsLast'}");
    strcat(text, "]");
    world_refused(&rw,
                  tw__gql_lower_order(&rw.op, world_object(&rw, "rocket"),
                                      json(text), &order, &count),
                  TW_E_INVALID_QUERY_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(filters_find),
        cmocka_unit_test(refusals_have_a_sub_code),
        cmocka_unit_test(what_is_lowered_query_takes),
        cmocka_unit_test(filters_are_bounded),
        cmocka_unit_test(orders_sort),
        cmocka_unit_test(orders_are_refused_by_what_is_wrong),
        cmocka_unit_test(an_order_names_only_so_many_fields),
    };

    return cmocka_run_group_tests(tests, open_world, close_world);
}
