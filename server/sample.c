/* sample.c -- sample records, made from short word lists by a fixed rule, so
** that two runs give the same companies and people.  Everything is invented;
** the domains end in the reserved ".example". */
#include "sample.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COMPANIES = 64,
    PEOPLE = 224,
    OPPORTUNITIES = 48,
    NOTES = 30,
    TASKS = 36,
    BATCH = 60,
    ID_BYTES = 36,
    TEXT_BYTES = 96 * 1024
};

static const char *const first_words[] = {
    "Amber",   "Birch",  "Cobalt",  "Delta",   "Ember",   "Fjord",
    "Granite", "Harbor", "Indigo",  "Juniper", "Kestrel", "Lumen",
    "Meadow",  "Nimbus", "Orchard", "Pine"};
static const char *const last_words[] = {"Works", "Foods", "Robotics",
                                         "Travel"};
static const char *const cities[][2] = {
    {"Lisbon", "Portugal"},      {"Oslo", "Norway"},   {"Kyoto", "Japan"},
    {"Austin", "United States"}, {"Nairobi", "Kenya"}, {"Lyon", "France"},
    {"Quito", "Ecuador"},        {"Zagreb", "Croatia"}};
static const char *const given_names[] = {
    "Ada", "Bela", "Chidi", "Dora", "Emil", "Farah", "Goran", "Hana",
    "Ivo", "Jun",  "Kaia",  "Luis", "Mina", "Nour",  "Otto",  "Pia"};
static const char *const family_names[] = {
    "Almeida", "Berg", "Castro", "Dubois", "Eriksen",   "Fofana", "Garcia",
    "Horvat",  "Ito",  "Jansen", "Keita",  "Lindqvist", "Moreau", "Novak"};
static const char *const jobs[] = {"Engineer",  "Buyer",   "Head of Sales",
                                   "Designer",  "Founder", "Analyst",
                                   "Accountant"};
static const char *const stages[] = {"NEW", "SCREENING", "MEETING", "PROPOSAL",
                                     "CUSTOMER"};
static const char *const deals[] = {"Pilot", "Renewal", "Rollout",
                                    "Support plan"};
static const char *const note_titles[] = {
    "First call", "Price talk", "Visit on site", "Questions about delivery",
    "Feedback"};
static const char *const task_titles[] = {"Send the offer", "Call back",
                                          "Plan a demo", "Check the contract"};
static const char *const task_states[] = {"TODO", "IN_PROGRESS", "DONE"};

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define PICK(list, i) ((list)[(size_t)(i) % COUNT(list)])

typedef char record_id[ID_BYTES + 1];

typedef struct sample {
    tw_db *db;
    char *text; /* the batch being written: JSON */
    size_t len;
    record_id companies[COMPANIES], people[PEOPLE];
    record_id opportunities[OPPORTUNITIES], notes[NOTES], tasks[TASKS];
} sample;

static void put(sample *s, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void put(sample *s, const char *fmt, ...)
{
    va_list args;
    int n;

    va_start(args, fmt);
    n = vsnprintf(s->text + s->len, TEXT_BYTES - s->len, fmt, args);
    va_end(args);
    if (n > 0 && (size_t)n < TEXT_BYTES - s->len)
        s->len += (size_t)n;
}

static void put_company(sample *s, int i)
{
    const char *first = PICK(first_words, i);
    const char *last = PICK(last_words, i / (int)COUNT(first_words));
    const char *const *city = PICK(cities, i * 5);

    put(s,
        "{\"name\":\"%s %s\",\"domainName\":{\"primaryLinkUrl\":"
        "\"https://%c%s-%c%s.example\"},\"address\":{\"addressCity\":\"%s\","
        "\"addressCountry\":\"%s\"},\"annualRevenue\":{\"amountMicros\":%lld,"
        "\"currencyCode\":\"%s\"},\"position\":%d}",
        first, last, first[0] + 32, first + 1, last[0] + 32, last + 1, city[0],
        city[1], (long long)(i % 17 + 1) * 250000 * 1000000,
        i % 3 == 0 ? "USD" : "EUR", i);
}

static void put_person(sample *s, int i)
{
    const char *given = PICK(given_names, i);
    const char *family = PICK(family_names, i / 16 + i % 3);
    int company = i * 7 % COMPANIES;

    put(s,
        "{\"name\":{\"firstName\":\"%s\",\"lastName\":\"%s\"},\"emails\":"
        "{\"primaryEmail\":\"%c%s.%c%s.%d@mail.example\"},\"jobTitle\":\"%s\","
        "\"phones\":{\"primaryPhoneNumber\":\"+33 6 12 34 %02d %02d\"},"
        "\"companyId\":\"%s\",\"position\":%d}",
        given, family, given[0] + 32, given + 1, family[0] + 32, family + 1, i,
        PICK(jobs, i * 3), i / 100, i % 100, s->companies[company], i);
}

static void put_opportunity(sample *s, int i)
{
    int person = i * 11 % PEOPLE;

    put(s,
        "{\"name\":\"%s %s\",\"stage\":\"%s\",\"amount\":{\"amountMicros\":"
        "%lld,\"currencyCode\":\"EUR\"},\"closeDate\":\"2026-%02d-%02d\","
        "\"companyId\":\"%s\",\"pointOfContactId\":\"%s\",\"position\":%d}",
        PICK(first_words, person * 7 % COMPANIES), PICK(deals, i),
        PICK(stages, i), (long long)(i % 9 + 1) * 12500 * 1000000, i % 12 + 1,
        i % 28 + 1, s->companies[person * 7 % COMPANIES], s->people[person], i);
}

static void put_note(sample *s, int i)
{
    put(s,
        "{\"title\":\"%s\",\"bodyV2\":{\"markdown\":\"Talked about **%s**.\"},"
        "\"position\":%d}",
        PICK(note_titles, i), PICK(deals, i / 2), i);
}

static void put_task(sample *s, int i)
{
    put(s,
        "{\"title\":\"%s\",\"status\":\"%s\",\"dueAt\":"
        "\"2026-%02d-%02dT09:00:00.000Z\",\"position\":%d}",
        PICK(task_titles, i), PICK(task_states, i), i % 12 + 1, i % 28 + 1, i);
}

/* A note points to a person and, every second one, to a company as well. */
static void put_note_target(sample *s, int i)
{
    put(s, "{\"noteId\":\"%s\",\"targetPersonId\":\"%s\",\"position\":%d}",
        s->notes[i], s->people[i * 13 % PEOPLE], i);
    if (i % 2 == 0)
        put(s, ",{\"noteId\":\"%s\",\"targetCompanyId\":\"%s\"}", s->notes[i],
            s->companies[i * 3 % COMPANIES]);
}

static void put_task_target(sample *s, int i)
{
    if (i % 2 == 0)
        put(s, "{\"taskId\":\"%s\",\"targetOpportunityId\":\"%s\"}",
            s->tasks[i], s->opportunities[i * 5 % OPPORTUNITIES]);
    else
        put(s, "{\"taskId\":\"%s\",\"targetPersonId\":\"%s\"}", s->tasks[i],
            s->people[i * 17 % PEOPLE]);
}

/* Create records `from` to `to` of `object`; keep their ids. */
static tw_status create(sample *s,
                        const char *object,
                        int from,
                        int to,
                        void (*put_record)(sample *, int),
                        record_id *ids)
{
    tw_result *result;
    const tw_value *list;
    tw_status st;

    s->len = 0;
    put(s, "[");
    for (int i = from; i < to; i++) {
        put(s, i == from ? "" : ",");
        put_record(s, i);
    }
    put(s, "]");
    st = tw_record_create_many(s->db, object, (tw_str){s->text, s->len}, NULL,
                               &result);
    if (st != TW_OK)
        return st;
    list = tw_result_value(result);
    for (int i = from; ids != NULL && i < to; i++) {
        tw_str id = tw_value_text(
            tw_value_get(tw_value_at(list, (size_t)(i - from)), "id"));

        if (id.len == ID_BYTES)
            memcpy(ids[i], id.ptr, ID_BYTES);
    }
    tw_result_free(result);
    return TW_OK;
}

static tw_status create_all(sample *s,
                            const char *object,
                            int count,
                            void (*put_record)(sample *, int),
                            record_id *ids)
{
    tw_status st = TW_OK;
    int step = ids == NULL ? BATCH / 2 : BATCH; /* targets come in pairs */

    for (int from = 0; from < count && st == TW_OK; from += step)
        st = create(s, object, from, from + step < count ? from + step : count,
                    put_record, ids);
    return st;
}

tw_status sample_fill(tw_db *db)
{
    sample *s = calloc(1, sizeof(*s));
    tw_status st = TW_E_NOMEM;

    if (s == NULL)
        return TW_E_NOMEM;
    s->db = db;
    s->text = malloc(TEXT_BYTES);
    if (s->text == NULL)
        goto out;
    st = create_all(s, "company", COMPANIES, put_company, s->companies);
    if (st == TW_OK)
        st = create_all(s, "person", PEOPLE, put_person, s->people);
    if (st == TW_OK)
        st = create_all(s, "opportunity", OPPORTUNITIES, put_opportunity,
                        s->opportunities);
    if (st == TW_OK)
        st = create_all(s, "note", NOTES, put_note, s->notes);
    if (st == TW_OK)
        st = create_all(s, "task", TASKS, put_task, s->tasks);
    if (st == TW_OK)
        st = create_all(s, "noteTarget", NOTES, put_note_target, NULL);
    if (st == TW_OK)
        st = create_all(s, "taskTarget", TASKS, put_task_target, NULL);
out:
    free(s->text);
    free(s);
    return st;
}
