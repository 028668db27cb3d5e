/* conn_state.c -- the table of allowed moves. */
#include "conn_state.h"

#include <assert.h>

#define BIT(state) (1u << (state))

typedef struct rule {
    const char *name;
    unsigned next;
} rule;

static const rule rules[CONN_STATE_COUNT_] = {
    [CONN_IDLE] = {"idle",
                   BIT(CONN_READING) | BIT(CONN_LINGERING) | BIT(CONN_CLOSING)},
    [CONN_READING] = {"reading", BIT(CONN_WORKING) | BIT(CONN_WRITING) |
                                     BIT(CONN_CLOSING)},
    [CONN_WORKING] = {"working", BIT(CONN_WRITING) | BIT(CONN_CLOSING)},
    [CONN_WRITING] = {"writing",
                      BIT(CONN_IDLE) | BIT(CONN_LINGERING) | BIT(CONN_CLOSING)},
    [CONN_LINGERING] = {"lingering", BIT(CONN_CLOSING)},
    [CONN_CLOSING] = {"closing", BIT(CONN_CLOSED)},
    [CONN_CLOSED] = {"closed", 0},
};

void conn_move(conn_state *state, conn_state to)
{
    assert((rules[*state].next & BIT(to)) != 0);
    *state = to;
}

const char *conn_state_name(conn_state state)
{
    return rules[state].name;
}
