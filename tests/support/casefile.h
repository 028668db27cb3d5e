/* casefile.h -- a case file while it runs; shared by the parts of the runner:
** caserun.c (lines), casehost.c (the workspace), casecheck.c (answers). */
#ifndef SUPPORT_CASEFILE_H
#define SUPPORT_CASEFILE_H

#include "support/caserun.h"

#include <twentyapi.h>

#include <cjson/cJSON.h>

enum {
    CASE_VARS_MAX = 400,
    CASE_HEADERS_MAX = 8,
    CASE_CASES_MAX = 400
};

typedef struct case_var {
    char name[32];
    char *value;
} case_var;

struct case_file {
    char *text, *path;
    case_entry cases[CASE_CASES_MAX];
    size_t case_count;
    case_var vars[CASE_VARS_MAX];
    size_t var_count;
    int64_t now_ms;
    uint64_t random;
    uint32_t max_batch; /* options of the preamble */
    uint32_t flags;
    bool on_disk;
    char file[64]; /* then: the workspace's file */
    tw_db *db;
    tw_service *service;
    char *key; /* the header of the usual key */
    /* the step that is being read */
    char *auth;
    char *names[CASE_HEADERS_MAX], *values[CASE_HEADERS_MAX];
    size_t header_count;
    char *method, *target, *body;
    char *variables, *operation;     /* of a GraphQL step */
    char *last_method, *last_target; /* for `again` */
    int status;                      /* of the last answer */
    cJSON *answer;
    char *raw;
    char *census;       /* how many records every object had */
    const char *source; /* what `line` counts in */
    int line;
    char failure[2048];
    bool broken; /* the preamble failed */
};

/* --- caserun.c --- */
const char *case_fail(case_file *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* `text` with its variables replaced; the caller frees it. */
char *case_expand(const case_file *f, const char *text, size_t len);
const char *case_var_get(const case_file *f, const char *name, size_t len);
void case_var_set(case_file *f, const char *name, const char *value);
/* Send the step that is ready: its status must be this. */
const char *case_expect(case_file *f, const char *wanted);
/* An x in `wanted` stands for any digit. */
bool case_is_status(int status, const char *wanted);

/* --- casehost.c --- */
bool case_host_open(case_file *f);
void case_host_close(case_file *f);
void case_send(case_file *f);
void case_clear_step(case_file *f);
/* Percent-encode what a request line cannot hold; frees `target`. */
char *case_encode(char *target, bool all);
/* `NAME "the key's name" [expiry]`: $NAME is its token, $NAME_ID its id. */
const char *case_key(case_file *f, char *text);
const char *case_revoke(case_file *f, const char *id);
/* Change the workspace's file from outside. */
const char *case_sql(case_file *f, const char *sql);
/* Count all records of all objects; `compare`: with the last count. */
const char *case_census(case_file *f, bool compare);
/* `METHOD /target body -> status` for each hostile text as $SQL. */
const char *case_inject(case_file *f, char *text);
void case_new_uuid(case_file *f, char id[37]);

/* --- casegql.c --- */
/* `{document} -> status`; the status may be left out, it is 200 then. */
const char *case_graphql(case_file *f, char *text);
const char *case_metadata(case_file *f, char *text);
const char *case_variables(case_file *f, const char *json);
const char *case_operation(case_file *f, const char *name);

/* --- casecheck.c --- */
/* What `path` leads to, a copy; NULL: nothing. */
cJSON *case_find(const case_file *f, const char *path);
/* `path verb value` */
const char *case_check(case_file *f, char *text);
/* Standard base64; freed by the caller. */
char *case_base64(const char *text);

#endif
