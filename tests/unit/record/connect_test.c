/* connect_test.c -- a to-one relation set by a unique value of its target. */
#include "unit/record/desk.h"

#define CONNECT(where) "'company':{'connect':{'where':" where "}}"

static void acme(desk *d)
{
    want_ok(d, create(d, "company",
                      "{'id':'" U1 "','name':'Acme',"
                      "'domainName':{'primaryLinkUrl':'https://acme.test'}}"));
    want_ok(d, create(d, "company",
                      "{'id':'" U2 "','name':'Beta',"
                      "'domainName':{'primaryLinkUrl':'https://beta.test'}}"));
}

static void a_relation_is_set_by_any_unique_value(void **state)
{
    static const struct {
        const char *json, *id;
    } cases[] = {
        {"{" CONNECT("{'id':'" U1 "'}") "}", "'" U1 "'"},
        {"{" CONNECT("{'domainName':{'primaryLinkUrl':"
                     "'https://acme.test'}}") "}",
         "'" U1 "'"},
        {"{" CONNECT("{'domainName':{'primaryLinkUrl':"
                     "'HTTPS://ACME.test/'}}") "}",
         "'" U1 "'"},
        {"{" CONNECT("{'id':'" U2 "','domainName':{'primaryLinkUrl':"
                     "'https://beta.test'}}") "}",
         "'" U2 "'"},
        {"{" CONNECT("{}") "}", "null"},
        {"{'company':{'connect':{}}}", "null"},
        {"{'company':{'disconnect':true}}", "null"},
        {"{'company':{'disconnect':false}}", "null"},
    };
    desk *d = *state;
    size_t i;

    acme(d);
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        want_ok(d, create(d, "person", cases[i].json));
        want(d, "0.companyId", cases[i].id);
    }
}

static void a_connect_is_refused(void **state)
{
    static const struct {
        const char *json, *message;
    } cases[] = {
        {"{" CONNECT("{'domainName':{'primaryLinkUrl':"
                     "'https://none.test'}}") "}",
         "found 0"},
        {"{" CONNECT("{'id':'" UX "'}") "}", "found 0"},
        {"{" CONNECT("{'id':'" U3 "'}") "}", "found 0"},
        {"{" CONNECT("{'id':'" U1 "','domainName':{'primaryLinkUrl':"
                     "'https://beta.test'}}") "}",
         "found 0"},
        {"{" CONNECT("{'name':'Acme'}") "}", "name"},
        {"{" CONNECT("{'nope':'x'}") "}", "nope"},
        {"{" CONNECT("{'id':'x'}") "}", ""},
        {"{" CONNECT("{'id':null}") "}", "at least one unique"},
        {"{" CONNECT("{'domainName':{'primaryLinkUrl':''}}") "}",
         "at least one unique"},
        {"{" CONNECT("{'domainName':{'primaryLinkLabel':'x'}}") "}",
         "primaryLinkLabel"},
        {"{" CONNECT("{'domainName':'https://acme.test'}") "}", "domainName"},
        {"{" CONNECT("'" U1 "'") "}", ""},
        {"{'companyId':'" U1 "'," CONNECT("{'id':'" U1 "'}") "}", "companyId"},
        {"{'company':'" U1 "'}", "company"},
        {"{'company':null}", "company"},
        {"{'company':{'name':'x'}}", "company"},
        {"{'company':{'connect':{'where':{'id':'" U1 "'}},'disconnect':true}}",
         "company"},
    };
    desk *d = *state;
    size_t i;

    acme(d);
    want_ok(d, create(d, "company", "{'id':'" U3 "'}"));
    want_ok(d, soft_delete(d, "company", U3));
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        tw_status st = create(d, "person", cases[i].json);

        if (st != TW_E_INVALID)
            fail_msg("%s: %s", cases[i].json, tw_status_name(st));
        said(d, cases[i].message);
    }
    assert_int_equal(stored(d, "person"), 0);
}

static void a_batch_connects_by_the_same_fields(void **state)
{
    desk *d = *state;

    acme(d);
    want_ok(d, create_many(d, "person",
                           "[{" CONNECT("{'id':'" U1 "'}") "},{},{" CONNECT(
                               "{'id':'" U2 "'}") "}]"));
    want(d, "0.companyId", "'" U1 "'");
    want(d, "1.companyId", "null");
    want(d, "2.companyId", "'" U2 "'");
    refused(d, TW_E_INVALID,
            create_many(d, "person",
                        "[{" CONNECT("{'id':'" U1 "'}") "},{" CONNECT(
                            "{'domainName':{'primaryLinkUrl':"
                            "'https://beta.test'}}") "}]"));
    assert_string_equal(d->op->error.path, "/1/company");
}

static void a_polymorphic_relation_is_connected_alike(void **state)
{
    desk *d = *state;

    acme(d);
    want_ok(d, create(d, "noteTarget",
                      "{'targetCompany':{'connect':{'where':{'domainName':"
                      "{'primaryLinkUrl':'https://beta.test'}}}}}"));
    want(d, "0.targetCompanyId", "'" U2 "'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_test(a_relation_is_set_by_any_unique_value),
        desk_test(a_connect_is_refused),
        desk_test(a_batch_connects_by_the_same_fields),
        desk_test(a_polymorphic_relation_is_connected_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
