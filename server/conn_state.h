/* conn_state.h -- the states of a connection and the moves between them. */
#ifndef SERVER_CONN_STATE_H
#define SERVER_CONN_STATE_H

typedef enum conn_state {
    CONN_IDLE,      /* waits for the first byte of a request */
    CONN_READING,   /* a request is coming in */
    CONN_WORKING,   /* it is being answered */
    CONN_WRITING,   /* the answer is going out */
    CONN_LINGERING, /* nothing more will be answered; the last answer must
                       arrive before the socket is closed */
    CONN_CLOSING,   /* the handle is being closed */
    CONN_CLOSED,    /* it is; a lane may still hold the request */
    CONN_STATE_COUNT_
} conn_state;

/* The only function that assigns a state. */
void conn_move(conn_state *state, conn_state to);
const char *conn_state_name(conn_state state);

#endif
