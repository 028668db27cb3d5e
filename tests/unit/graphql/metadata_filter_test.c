/* metadata_filter_test.c -- filters of the metadata connections against a
** handful of objects whose properties are known. */
#include "graphql/metadata_inside.h"

#include "support/change.h"
#include "support/check.h"
#include "support/metaql.h"

#include "base/str.h"

#include <stdio.h>

static metaql q;
static char ids[3][40]; /* of "a", "b" and "c", which ascend */

static int begin(void **state)
{
    static const char *const names[] = {"a", "b", "c"};
    char sql[200];

    (void)state;
    metaql_open(&q, TW_START_EMPTY);
    for (int i = 0; i < 3; i++)
        quick_object(&q.w, names[i]);
    world_exec(&q.w, "UPDATE tw_object SET isActive = nameSingular <> 'b',"
                     " isSystem = nameSingular = 'c',"
                     " isSearchable = nameSingular <> 'a',"
                     " isUIEditable = nameSingular = 'a'");
    world_reload(&q.w);
    /* found by id, whether active or not */
    for (int i = 0; i < 3; i++) {
        snprintf(sql, sizeof(sql),
                 "SELECT id FROM tw_object ORDER BY id LIMIT 1 OFFSET %d", i);
        snprintf(ids[i], sizeof(ids[i]), "%.*s", TW_FMT(world_text(&q.w, sql)));
    }
    return 0;
}

static int end(void **state)
{
    (void)state;
    metaql_close(&q);
    return 0;
}

/* The names of the objects that match, in order of name. */
static const char *matching(const char *filter)
{
    static char names[8];
    tw_str s;
    size_t n = 0;

    world_ok(&q.w,
             metaql_ask(&q, "{objects(filter:%s){edges{node{n:nameSingular}}}}",
                        filter));
    s = tw__buf_view(&q.out);
    for (char c = 'a'; c <= 'c'; c++) {
        const char text[] = {'"', 'n', '"', ':', '"', c, '"'};

        for (size_t i = 0; i + sizeof(text) <= s.len; i++)
            if (memcmp(s.ptr + i, text, sizeof(text)) == 0)
                names[n++] = c;
    }
    names[n] = '\0';
    return names;
}

static void flags_are_compared(void **state)
{
    static const char *const pairs[][2] = {
        {"{}", "abc"},
        {"{isActive:null}", "abc"},
        {"{isActive:{}}", "abc"},
        {"{isActive:{is:true}}", "ac"},
        {"{isActive:{is:false}}", "b"},
        {"{isActive:{isNot:true}}", "b"},
        {"{isActive:{is:null}}", ""},
        {"{isActive:{isNot:null}}", "abc"},
        {"{isActive:{is:true,isNot:true}}", ""},
        {"{isActive:{is:true},isSystem:{is:false}}", "a"},
        {"{isSearchable:{is:true}}", "bc"},
        {"{isUIEditable:{is:true}}", "a"},
        {"{isUIReadOnly:{is:true}}", "bc"},
        {"{isUICreatable:{is:true}}", "abc"},
        {"{isRemote:{is:true}}", ""},
        {"{and:[{isActive:{is:true}},{isSystem:{is:true}}]}", "c"},
        {"{or:[{isActive:{is:false}},{isSystem:{is:true}}]}", "bc"},
        {"{or:[]}", "abc"},
        {"{and:[]}", "abc"},
        {"{or:[{}]}", "abc"},
        {"{or:{isActive:{is:false}}}", "b"},
        {"{or:[{isActive:{is:false}},{isSystem:{is:true}}],"
         "isSearchable:{is:true},and:[{isActive:{is:true}}]}",
         "c"},
        {"{or:[{and:[{isActive:{is:true}},{or:[{isSystem:{is:true}}]}]},"
         "{isUIEditable:{is:true}}]}",
         "ac"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
        assert_string_equal(matching(pairs[i][0]), pairs[i][1]);
}

/* How many objects match; "$0" to "$2" stand for the ids in order. */
static int count_of(const char *comparison)
{
    char filter[400];
    size_t n = 0;

    for (const char *p = comparison; *p != '\0' && n < sizeof(filter) - 50; p++)
        if (*p == '$')
            n += (size_t)snprintf(filter + n, sizeof(filter) - n, "\"%s\"",
                                  ids[*++p - '0']);
        else
            filter[n++] = *p;
    filter[n] = '\0';
    world_ok(&q.w, metaql_ask(&q, "{objects(filter:{id:%s}){edges{cursor}}}",
                              filter));
    n = 0;
    for (size_t i = 0; i < q.out.len; i++)
        n += q.out.ptr[i] == '{';
    return (int)n - 2;
}

static void ids_are_compared(void **state)
{
    static const struct {
        const char *comparison;
        int count;
    } all[] = {
        {"{eq:$0}", 1},
        {"{neq:$0}", 2},
        {"{gt:$1}", 1},
        {"{gte:$1}", 2},
        {"{lt:$0}", 0},
        {"{lte:$0}", 1},
        {"{gt:$0,lt:$2}", 1},
        {"{in:[$0,$2]}", 2},
        {"{in:[]}", 0},
        {"{in:$0}", 1},
        {"{notIn:[$0,$2]}", 1},
        {"{notIn:[]}", 3},
        {"{like:$1}", 1},
        {"{notLike:$1}", 2},
        {"{iLike:$1}", 1},
        {"{notILike:$1}", 2},
        {"{eq:null}", 0},
        {"{neq:null}", 0},
        {"{in:null}", 0},
        {"{is:null}", 0},
        {"{is:true}", 0},
        {"{isNot:null}", 3},
        {"{isNot:true}", 3},
        {"{eq:\"11111111-1111-4111-8111-111111111111\"}", 0},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
        assert_int_equal(count_of(all[i].comparison), all[i].count);
}

static void capitals_in_ids_do_not_matter(void **state)
{
    (void)state;
    for (char *p = ids[1]; *p != '\0'; p++)
        if (*p >= 'a' && *p <= 'f')
            *p = (char)(*p - 32);
    assert_int_equal(count_of("{eq:$1}"), 1);
    assert_int_equal(count_of("{in:[$1]}"), 1);
    assert_int_equal(count_of("{neq:$1}"), 2);
}

static void fields_are_found_by_their_object(void **state)
{
    (void)state;
    metaql_answers(
        &q, "{\"fields\":{\"edges\":[{\"node\":{\"name\":\"name\"}}]}}",
        "{fields(filter:{objectMetadataId:{eq:\"%s\"},isSystem:{is:false}})"
        "{edges{node{name}}}}",
        metaql_object(&q, "a"));
    metaql_answers(&q, "{\"fields\":{\"edges\":[]}}",
                   "{fields(filter:{objectMetadataId:{eq:\"%s\"},"
                   "isActive:{is:false}}){edges{node{name}}}}",
                   metaql_object(&q, "a"));
}

static void indexes_are_found_by_who_made_them(void **state)
{
    (void)state;
    metaql_answers(&q,
                   "{\"object\":{\"all\":{\"edges\":[{\"node\":{\"isCustom\":"
                   "false}}]},\"custom\":{\"edges\":[]}}}",
                   "{object(id:\"%s\"){all:indexMetadatas{edges{node{isCustom}}"
                   "} custom:indexMetadatas(filter:{isCustom:{is:true}}){edges{"
                   "node{isCustom}}}}}",
                   metaql_object(&q, "a"));
}

/* Variables nest deeper than documents may. */
static void filters_without_measure_are_refused(void **state)
{
    char json[9000];
    size_t n;
    tw_status st;

    (void)state;
    n = (size_t)snprintf(json, sizeof(json), "{\"f\":{\"or\":[");
    for (int i = 0; i < 600; i++)
        n += (size_t)snprintf(json + n, sizeof(json) - n, "%s{}",
                              i > 0 ? "," : "");
    snprintf(json + n, sizeof(json) - n, "]}}");
    st = metaql_ask_with(
        &q, "query($f:ObjectFilter!){objects(filter:$f){edges{cursor}}}", json);
    world_refused(&q.w, st, TW_E_INVALID);
    n = (size_t)snprintf(json, sizeof(json), "{\"f\":");
    for (int i = 0; i < 40; i++)
        n += (size_t)snprintf(json + n, sizeof(json) - n, "{\"and\":");
    n += (size_t)snprintf(json + n, sizeof(json) - n, "[{}]");
    for (int i = 0; i < 41; i++)
        json[n++] = '}';
    json[n] = '\0';
    st = metaql_ask_with(
        &q, "query($f:ObjectFilter!){objects(filter:$f){edges{cursor}}}", json);
    world_refused(&q.w, st, TW_E_INVALID);
}

#define in_world(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_world(flags_are_compared),
        in_world(ids_are_compared),
        in_world(capitals_in_ids_do_not_matter),
        in_world(fields_are_found_by_their_object),
        in_world(indexes_are_found_by_who_made_them),
        in_world(filters_without_measure_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
