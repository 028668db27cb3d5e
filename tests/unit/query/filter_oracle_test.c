/* filter_oracle_test.c -- random filters over a few dozen records: SQL must
** find what a plain loop finds, in three-valued logic. */
#include "base/fold.h"
#include "rockets.h"
#include "support/feature.h"

enum {
    RECORDS = 64,
    COMPANIES = 8,
    FILTERS = 4000
};

/* ---- chance: the same in each run ---- */

static uint64_t seed = 20260102;

static uint32_t chance(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

/* ---- the world: values as text, NULL for empty ---- */

typedef enum column {
    C_NAME,
    C_MICROS,
    C_CODE,
    C_CLOSE,
    C_STAGE,
    C_POSITION,
    C_COMPANY_ID,
    C_COMPANY_NAME,
    C_COMPANY_CITY,
    C_DELETED,
    C_COUNT
} column;

typedef enum sort {
    S_TEXT,
    S_TEXT_NULL,
    S_NUMBER,
    S_DATE,
    S_OPTION,
    S_UUID
} sort;

static const struct {
    const char *path;
    sort sort;
    const char *values[6]; /* what the column holds; NULL: end */
} columns[C_COUNT] = {
    {"name",
     S_TEXT,
     {"ada", "Ada", "Bob%", "b_b", "zo\\e", "\xc3\xa9t\xc3\xa9"}},
    {"amount.amountMicros", S_NUMBER, {"0", "5", "1000000", "-3"}},
    {"amount.currencyCode", S_TEXT_NULL, {"EUR", "USD", ""}},
    {"closeDate",
     S_DATE,
     {"2024-01-01T00:00:00.000Z", "2024-06-15T12:30:15.250Z",
      "2025-01-01T00:00:00.000Z"}},
    {"stage", S_OPTION, {"NEW", "SCREENING", "MEETING"}},
    {"position", S_NUMBER, {"1", "2", "2.5"}},
    {"companyId", S_UUID, {NULL}},
    {"company.name", S_TEXT, {"Acme", "acme", "Zeta"}},
    {"company.address.addressCity", S_TEXT, {"Paris", "Rome"}},
    {"deletedAt", S_DATE, {"2026-01-01T00:00:00.000Z"}},
};

typedef struct record {
    char id[37];
    const char *values[C_COUNT];
} record;

static record records[RECORDS];
static char company_ids[COMPANIES][37];

static uint32_t value_count(column c)
{
    uint32_t n = 0;

    while (n < 6 && columns[c].values[n] != NULL)
        n++;
    return n;
}

static const char *any_value(column c)
{
    return columns[c].values[chance(value_count(c))];
}

/* 'text' or NULL as SQL */
static const char *sql_of(const char *v, bool number, char to[80])
{
    if (v == NULL)
        return "NULL";
    snprintf(to, 80, number ? "%s" : "'%s'", v);
    return to;
}

static void make_company(int i,
                         const char **name,
                         const char **city,
                         bool *deleted)
{
    char values[256], a[80], b[80];

    *name = chance(4) == 0 ? NULL : any_value(C_COMPANY_NAME);
    *city = chance(3) == 0 ? NULL : any_value(C_COMPANY_CITY);
    *deleted = chance(4) == 0;
    snprintf(company_ids[i], 37, "11111111-1111-4111-8111-0000000000c%d", i);
    snprintf(values, sizeof(values), "%s,%s,%s", sql_of(*name, false, a),
             sql_of(*city, false, b),
             *deleted ? "'2026-01-01T00:00:00.000Z'" : "NULL");
    put_record("company", company_ids[i], "name,addressAddressCity,deletedAt",
               values);
}

static void make_records(void)
{
    const char *names[COMPANIES], *cities[COMPANIES];
    bool gone[COMPANIES];

    for (int i = 0; i < COMPANIES; i++)
        make_company(i, &names[i], &cities[i], &gone[i]);
    for (int i = 0; i < RECORDS; i++) {
        record *r = &records[i];
        char values[1024], s[C_COUNT][80];
        int c = (int)chance(COMPANIES + 2);

        snprintf(r->id, sizeof(r->id), "11111111-1111-4111-8111-0000000001%02d",
                 i);
        for (column k = 0; k < C_COUNT; k++)
            r->values[k] =
                value_count(k) == 0 || chance(4) == 0 ? NULL : any_value(k);
        if (chance(3) != 0)
            r->values[C_DELETED] = NULL;
        r->values[C_COMPANY_ID] = c < COMPANIES ? company_ids[c] : NULL;
        r->values[C_COMPANY_NAME] = c < COMPANIES && !gone[c] ? names[c] : NULL;
        r->values[C_COMPANY_CITY] =
            c < COMPANIES && !gone[c] ? cities[c] : NULL;
        snprintf(values, sizeof(values), "%s,%s,%s,%s,%s,%s,%s,%s",
                 sql_of(r->values[C_NAME], false, s[0]),
                 sql_of(r->values[C_MICROS], true, s[1]),
                 sql_of(r->values[C_CODE], false, s[2]),
                 sql_of(r->values[C_CLOSE], false, s[3]),
                 sql_of(r->values[C_STAGE], false, s[4]),
                 sql_of(r->values[C_POSITION], true, s[5]),
                 sql_of(r->values[C_COMPANY_ID], false, s[6]),
                 sql_of(r->values[C_DELETED], false, s[7]));
        put_record("opportunity", r->id,
                   "name,amountAmountMicros,amountCurrencyCode,closeDate,"
                   "stage,position,companyId,deletedAt",
                   values);
    }
}

/* ---- random filters ---- */

static const tw_json *text_node(const char *text)
{
    tw_json *node = tw__op_get(&rw.op, sizeof(*node));

    assert_non_null(node);
    node->type = TW_JSON_TEXT;
    node->text = tw_str_of(text);
    return node;
}

static const tw_json *list_node(column c)
{
    tw_json *node = tw__op_get(&rw.op, sizeof(*node));

    assert_non_null(node);
    node->type = TW_JSON_LIST;
    node->count = 1 + chance(3);
    node->items = tw__op_array(&rw.op, node->count, sizeof(*node->items));
    for (uint32_t i = 0; i < node->count; i++)
        node->items[i] = *text_node(columns[c].sort == S_UUID
                                        ? company_ids[chance(COMPANIES)]
                                        : any_value(c));
    return node;
}

static tw_cmp any_cmp(sort s)
{
    static const tw_cmp all[] = {
        TW_CMP_EQ,   TW_CMP_NEQ,   TW_CMP_IN,          TW_CMP_IS,
        TW_CMP_GT,   TW_CMP_GTE,   TW_CMP_LT,          TW_CMP_LTE,
        TW_CMP_LIKE, TW_CMP_ILIKE, TW_CMP_STARTS_WITH, TW_CMP_ENDS_WITH,
    };

    return all[chance(s == S_TEXT || s == S_TEXT_NULL ? 12 : 8)];
}

static const tw_filter *any_comparison(void)
{
    static const char *const patterns[] = {
        "%a%", "a__", "%", "", "b\\_b", "%\\%", "_o\\\\e", "ADA", "%\xc3\x89%"};
    static const char *const ends[] = {"a", "A", "Bob",     "",
                                       "%", "e", "\xc3\xa9"};
    tw_filter *f = tw__op_get(&rw.op, sizeof(*f));
    column c = (column)chance(C_COUNT);

    assert_non_null(f);
    f->op = TW_FILTER_CMP;
    f->cmp = any_cmp(columns[c].sort);
    f->loose = true;
    for (const char *at = columns[c].path; at != NULL;) {
        const char *dot = strchr(at, '.');
        size_t len = dot == NULL ? strlen(at) : (size_t)(dot - at);

        f->path.name[f->path.count++] = (tw_str){at, len};
        at = dot == NULL ? NULL : dot + 1;
    }
    f->count = c; /* for the loop below */
    if (f->cmp == TW_CMP_IS)
        f->value = text_node(chance(2) == 0 ? "NULL" : "NOT_NULL");
    else if (f->cmp == TW_CMP_IN)
        f->value = list_node(c);
    else if (f->cmp == TW_CMP_LIKE || f->cmp == TW_CMP_ILIKE)
        f->value = text_node(patterns[chance(9)]);
    else if (f->cmp == TW_CMP_STARTS_WITH || f->cmp == TW_CMP_ENDS_WITH)
        f->value = text_node(ends[chance(7)]);
    else if (columns[c].sort == S_TEXT && chance(6) == 0)
        f->value = text_node("");
    else
        f->value =
            text_node(columns[c].sort == S_UUID ? company_ids[chance(COMPANIES)]
                                                : any_value(c));
    return f;
}

static const tw_filter *any_filter(uint32_t depth)
{
    const tw_filter **items;
    tw_filter *f;

    if (depth == 0 || chance(3) == 0)
        return any_comparison();
    f = tw__op_get(&rw.op, sizeof(*f));
    assert_non_null(f);
    f->op = (tw_filter_op)chance(3);
    f->count = f->op == TW_FILTER_NOT ? 1 : chance(4);
    items = tw__op_array(&rw.op, f->count + 1, sizeof(*items));
    for (uint32_t i = 0; i < f->count; i++)
        items[i] = any_filter(depth - 1);
    f->items = (const struct tw_filter *const *)items;
    return f;
}

/* ---- the plain loop: -1 unknown, 0 no, 1 yes ---- */

static int fold(char c, bool ignore_case)
{
    return ignore_case && c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* The patterns above hold no letter beyond ASCII but one pair in two cases. */
static bool like(const char *p, const char *s, bool ignore_case)
{
    if (*p == '\0')
        return *s == '\0';
    if (*p == '%')
        return like(p + 1, s, ignore_case) ||
               (*s != '\0' && like(p, s + 1, ignore_case));
    if (*s == '\0')
        return false;
    if (*p == '_') {
        for (s++; ((unsigned char)*s & 0xC0) == 0x80; s++)
            ;
        return like(p + 1, s, ignore_case);
    }
    if (*p == '\\' && p[1] != '\0')
        p++;
    if (ignore_case && strncmp(p, "\xc3\x89", 2) == 0 &&
        strncmp(s, "\xc3\xa9", 2) == 0)
        return like(p + 2, s + 2, ignore_case);
    return fold(*p, ignore_case) == fold(*s, ignore_case) &&
           like(p + 1, s + 1, ignore_case);
}

static int rank(const char *option)
{
    const tw_field *f = world_field(&rw, "opportunity", "stage");

    for (int i = 0; i < f->option_count; i++)
        if (tw__str_is(f->options[i].value, option))
            return i;
    return -1;
}

static int order(column c, const char *a, const char *b)
{
    double x, y;

    switch (columns[c].sort) {
    case S_TEXT:
    case S_TEXT_NULL:
        return tw__str_cmp(tw_str_of(a), tw_str_of(b));
    case S_OPTION:
        return rank(a) - rank(b);
    case S_NUMBER:
        x = atof(a);
        y = atof(b);
        return x < y ? -1 : x > y;
    case S_DATE:
    case S_UUID:
        break;
    }
    return strcmp(a, b);
}

static bool equal(column c, const char *a, const char *b)
{
    return columns[c].sort == S_NUMBER ? atof(a) == atof(b) : strcmp(a, b) == 0;
}

static int holds(const tw_filter *f, const char *v)
{
    column c = (column)f->count;
    const char *w = f->value->type == TW_JSON_TEXT ? f->value->text.ptr : "";
    bool empty = w[0] == '\0' && columns[c].sort == S_TEXT;
    size_t n = strlen(w), len = v == NULL ? 0 : strlen(v);

    if (f->cmp == TW_CMP_IS)
        return (v == NULL) == (strcmp(w, "NULL") == 0);
    if (empty && (f->cmp == TW_CMP_EQ || f->cmp == TW_CMP_LIKE ||
                  f->cmp == TW_CMP_ILIKE))
        return v == NULL;
    if (empty && f->cmp == TW_CMP_NEQ)
        return v != NULL;
    if (v == NULL)
        return -1;
    switch ((int)f->cmp) {
    case TW_CMP_EQ:
        return equal(c, v, w);
    case TW_CMP_NEQ:
        return !equal(c, v, w);
    case TW_CMP_IN:
        for (uint32_t i = 0; i < f->value->count; i++)
            if (equal(c, v, f->value->items[i].text.ptr))
                return 1;
        return 0;
    case TW_CMP_GT:
        return order(c, v, w) > 0;
    case TW_CMP_GTE:
        return order(c, v, w) >= 0;
    case TW_CMP_LT:
        return order(c, v, w) < 0;
    case TW_CMP_LTE:
        return order(c, v, w) <= 0;
    case TW_CMP_LIKE:
    case TW_CMP_ILIKE:
        return like(w, v, f->cmp == TW_CMP_ILIKE);
    case TW_CMP_STARTS_WITH:
        return strncmp(v, w, n) == 0;
    default: /* endsWith */
        return len >= n && strcmp(v + len - n, w) == 0;
    }
}

static int evaluate(const tw_filter *f, const record *r)
{
    int all = f->op == TW_FILTER_OR && f->count > 0 ? 0 : 1;

    if (f->op == TW_FILTER_CMP)
        return holds(f, r->values[f->count]);
    if (f->op == TW_FILTER_NOT) {
        int inner = evaluate(f->items[0], r);

        return inner < 0 ? -1 : !inner;
    }
    for (uint32_t i = 0; i < f->count; i++) {
        int one = evaluate(f->items[i], r);

        if (f->op == TW_FILTER_OR)
            all = all == 1 || one == 1 ? 1 : all < 0 || one < 0 ? -1 : 0;
        else
            all = all == 0 || one == 0 ? 0 : all < 0 || one < 0 ? -1 : 1;
    }
    return all;
}

/* ---- the test ---- */

static void show(const tw_filter *f)
{
    if (f->op == TW_FILTER_CMP) {
        print_message("%s[%d]:%.*s", columns[f->count].path, (int)f->cmp,
                      TW_FMT(f->value->text));
        for (uint32_t i = 0; i < f->value->count; i++)
            print_message("|%.*s", TW_FMT(f->value->items[i].text));
        return;
    }
    print_message(f->op == TW_FILTER_AND  ? "and("
                  : f->op == TW_FILTER_OR ? "or("
                                          : "not(");
    for (uint32_t i = 0; i < f->count; i++) {
        show(f->items[i]);
        print_message(",");
    }
    print_message(")");
}

static void check(const tw_filter *f)
{
    bool named = tw__filter_names_deleted(f);
    tw_list_ask ask = {.object = world_object(&rw, "opportunity"),
                       .filter = f,
                       .limit = chance(3),
                       .count = true};
    uint32_t count, at = 0, seen = 0;
    tw_page_info info;
    tw_str *ids;
    tw_buf out;

    world_ok(&rw, tw__query_ids(&rw.op, ask.object, f, RECORDS, &ids, &count));
    for (int i = 0; i < RECORDS; i++) {
        bool wanted = evaluate(f, &records[i]) == 1;
        bool found = at < count && tw__str_is(ids[at], records[i].id);

        at += found ? 1 : 0;
        seen += wanted && (named || records[i].values[C_DELETED] == NULL);
        if (wanted == found)
            continue;
        show(f);
        fail_msg(" %s: record %d", wanted ? "misses" : "finds", i);
    }
    assert_int_equal(at, count);
    tw__buf_init(&out, &rw.alloc);
    world_ok(&rw,
             tw__query_list(&rw.op, &ask, full("opportunity", 0), &out, &info));
    assert_int_equal(info.total, seen);
    assert_int_equal(info.count, seen < ask.limit ? seen : ask.limit);
    assert_int_equal(info.has_next, seen > ask.limit);
    tw__buf_fini(&out);
}

static void sql_finds_what_a_plain_loop_finds(void **state)
{
    (void)state;
    if (!HAS_FOLD) /* the loop below folds case itself */
        skip();
    world_open(&rw, NULL, TW_START_STANDARD);
    make_records();
    for (int i = 0; i < FILTERS; i++) {
        check(any_filter(3));
        world_next(&rw);
    }
    world_close(&rw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sql_finds_what_a_plain_loop_finds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
