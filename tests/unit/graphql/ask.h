/* ask.h -- whole requests against a small world, for tests of the executor.
** In test texts ' stands for ". */
#ifndef GRAPHQL_TEST_ASK_H
#define GRAPHQL_TEST_ASK_H

#include "graphql/cache.h"
#include "store/tx.h"
#include "support/check.h"
#include "support/world.h"
#include "unit/query/rockets.h"

#include <string.h>

static tw_gql_cache *asked_cache;
static tw_buf asked_out;
static int asked_status;
static tw_gql_request asked; /* how: reset by ask_world() */

/* People: p1, p2 at c1 (Acme), p3 at c2, p4 at c3, which is deleted. */
static inline int ask_world(void **state)
{
    (void)state;
    world_open(&rw, NULL, TW_START_STANDARD);
    make_rockets();
    put_record("company", UUID("c1"), "name,position", "'Acme',1");
    put_record("company", UUID("c2"), "name,position", "'Zeta',2");
    put_record("company", UUID("c3"), "name,position,deletedAt",
               "'Gone',3,'2026-01-01T00:00:00.000Z'");
    put_record("person", UUID("91"), "nameFirstName,companyId,position",
               "'p1','" UUID("c1") "',1");
    put_record("person", UUID("92"), "nameFirstName,companyId,position",
               "'p2','" UUID("c1") "',2");
    put_record("person", UUID("93"), "nameFirstName,companyId,position",
               "'p3','" UUID("c2") "',3");
    put_record("person", UUID("94"), "nameFirstName,companyId,position",
               "'p4','" UUID("c3") "',4");
    world_commit_reload(&rw);
    asked_cache = tw__gql_cache_new(rw.op.alloc);
    assert_non_null(asked_cache);
    tw__buf_init(&asked_out, rw.op.alloc);
    asked = (tw_gql_request){.endpoint = TW_GQL_AT_CORE, .authenticated = true};
    return 0;
}

static inline int ask_end(void **state)
{
    (void)state;
    tw__gql_cache_free(asked_cache);
    tw__buf_fini(&asked_out);
    world_close(&rw);
    return 0;
}

static inline tw_str ask_text(const char *text)
{
    size_t len = strlen(text);
    char *copy = tw__op_get(&rw.op, len + 1);

    assert_non_null(copy);
    for (size_t i = 0; i < len; i++)
        copy[i] = text[i] == '\'' ? '"' : text[i];
    return (tw_str){copy, len};
}

static inline tw_status ask_run(tw_str query, const tw_json *variables)
{
    tw_gql_answer answer = {.out = &asked_out};
    bool writes = tw__gql_writes(query, asked.operation_name);
    tw_status st;

    asked.query = query;
    asked.variables = variables;
    tw__buf_reset(&asked_out);
    st = writes ? tw__tx_begin_write(&rw.op) : tw__tx_begin_read(&rw.op);
    if (st != TW_OK)
        return st;
    st = tw__gql_execute(&rw.op, asked_cache, &asked, &answer);
    if (writes)
        st = tw__tx_end_write(&rw.op, st);
    else
        tw__tx_end_read(&rw.op);
    asked_status = answer.status;
    return st;
}

/* The answer, with ' for ". */
static inline const char *ask_with(const char *text, const char *variables)
{
    const tw_json *json = NULL;

    world_next(&rw);
    if (variables != NULL)
        world_ok(&rw, tw__json_read(&rw.op, ask_text(variables), &json));
    world_ok(&rw, ask_run(ask_text(text), json));
    tw__buf_char(&asked_out, '\0');
    assert_false(asked_out.failed);
    for (size_t i = 0; i < asked_out.len; i++)
        if (asked_out.ptr[i] == '"')
            asked_out.ptr[i] = '\'';
    return asked_out.ptr;
}

static inline const char *ask(const char *text)
{
    return ask_with(text, NULL);
}

#endif
