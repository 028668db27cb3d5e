/* golden_test.c -- the same question, the same SQL, the same plan: a lost index
** is a failing test.  Each *.txt beside this file holds cases: lines that ask,
** then the SQL (the projection's columns written as "*") and what SQLite says
** it will do.  With GOLDEN_WRITE=1 in the environment the files are rewritten.
**
**   get OBJECT | list OBJECT | ids OBJECT | children OBJECT FIELD
**   filter JSON, order TERMS, after JSON, before JSON, count
*/
#include "base/base64.h"
#include "query/plan.h"
#include "query/program.h"
#include "store/stmt.h"
#include "support/ask.h"
#include "support/check.h"
#include "support/feature.h"
#include "support/world.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

static world w;

/* A case as it is read. */
typedef struct question {
    char verb[16], object[64], field[64];
    tw_list_ask ask;
} question;

static tw_str cursor_of(const char *json)
{
    tw_buf b;
    tw_str s;

    tw__buf_init(&b, &w.alloc);
    tw__base64_put(&b, tw_str_of(json));
    s = tw__op_take(&w.op, &b);
    tw__buf_fini(&b);
    return s;
}

/* One line of a question; false: it is not one. */
static bool read_line(question *q, const char *line)
{
    const char *rest = strchr(line, ' ');

    /* what is read keeps pointing into its text */
    rest = tw__op_str(&w.op, tw_str_of(rest == NULL ? "" : rest + 1)).ptr;
    if (strncmp(line, "filter ", 7) == 0)
        q->ask.filter = ask_filter(&w.op, rest);
    else if (strncmp(line, "order ", 6) == 0)
        q->ask.order_count = ask_order(&w.op, rest, &q->ask.order);
    else if (strncmp(line, "after ", 6) == 0)
        q->ask.after = cursor_of(rest);
    else if (strncmp(line, "before ", 7) == 0)
        q->ask.before = cursor_of(rest);
    else if (strcmp(line, "count") == 0)
        q->ask.count = true;
    else if (sscanf(line, "get %63s", q->object) == 1)
        strcpy(q->verb, "get");
    else if (sscanf(line, "list %63s", q->object) == 1)
        strcpy(q->verb, "list");
    else if (sscanf(line, "ids %63s", q->object) == 1)
        strcpy(q->verb, "ids");
    else if (sscanf(line, "children %63s %63s", q->object, q->field) == 2)
        strcpy(q->verb, "children");
    else
        return false;
    return true;
}

/* The SQL with `columns` as "*", a clause a line, then the plan. */
static void put_answer(tw_buf *out, tw_str sql, tw_str columns)
{
    tw_str explain =
        tw__op_printf(&w.op, "EXPLAIN QUERY PLAN %.*s", TW_FMT(sql));
    const char *at = columns.len == 0 ? NULL : strstr(explain.ptr, columns.ptr);
    tw_stmt *s;
    bool row;

    tw__buf_text(out, "  sql  ");
    if (at == NULL) {
        tw__buf_str(out, sql);
    } else {
        tw__buf_text(out, "SELECT *");
        tw__buf_text(out, at + columns.len);
    }
    s = tw__stmt_get(&w.op, explain);
    assert_non_null(s);
    while (tw__stmt_step(&w.op, s, &row) == TW_OK && row) {
        tw__buf_text(out, "\n  plan ");
        tw__buf_str(out, tw__stmt_text(s, 3));
    }
    tw__buf_char(out, '\n');
    tw__stmt_done(s);
}

static void answer(question *q, tw_buf *out)
{
    const tw_object *o = world_object(&w, q->object);
    tw_list_plan plan = {.ask = &q->ask};
    tw_binds binds = {.count = 0};
    const tw_select *s;
    tw_str sql;

    q->ask.object = o;
    q->ask.limit = 60;
    world_ok(&w, tw__select_full(&w.op, o, 0, 0, &s));
    if (strcmp(q->verb, "get") == 0) {
        put_answer(out, s->sql_get, s->columns);
    } else if (strcmp(q->verb, "ids") == 0) {
        world_ok(&w, tw__ids_emit(&w.op, o, q->ask.filter, 201, &binds, &sql));
        put_answer(out, sql, TW_STR(""));
    } else if (strcmp(q->verb, "children") == 0) {
        const tw_field *f = world_field(&w, q->object, q->field);

        world_ok(&w, tw__select_full(&w.op, f->target, 0, 0, &s));
        sql = tw__select_emit_children(&w.op, w.op.arena, f, s->columns);
        put_answer(out, sql, s->columns);
    } else {
        plan.select = s;
        world_ok(&w, tw__list_plan(&w.op, &plan));
        put_answer(out, plan.page_sql, s->columns);
        if (q->ask.count)
            put_answer(out, plan.count_sql, TW_STR(""));
    }
}

/* The file with all answers as they are now. */
static void replay(FILE *f, tw_buf *out)
{
    static char line[4096];
    question q = {.verb = ""};

    while (fgets(line, sizeof(line), f) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, "  ", 2) == 0)
            continue; /* an answer */
        if (line[0] == '\0' && q.verb[0] != '\0') {
            answer(&q, out);
            q = (question){.verb = ""};
        }
        if (line[0] != '\0' && line[0] != '#' && !read_line(&q, line))
            fail_msg("not understood: %s", line);
        tw__buf_text(out, line);
        tw__buf_char(out, '\n');
    }
    if (q.verb[0] != '\0')
        answer(&q, out);
}

static void check_file(const char *path)
{
    FILE *f = fopen(path, "r+");
    tw_buf out, old;
    char chunk[1024];
    size_t n;

    assert_non_null(f);
    tw__buf_init(&out, &w.alloc);
    tw__buf_init(&old, &w.alloc);
    replay(f, &out);
    rewind(f);
    while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
        tw__buf_put(&old, chunk, n);
    fclose(f);
    if (getenv("GOLDEN_WRITE") != NULL) {
        f = fopen(path, "w");
        assert_non_null(f);
        assert_int_equal(fwrite(out.ptr, 1, out.len, f), out.len);
        fclose(f);
    } else if (!tw__str_eq(tw__buf_view(&out), tw__buf_view(&old))) {
        size_t at = 0;

        while (at < out.len && at < old.len && out.ptr[at] == old.ptr[at])
            at++;
        while (at > 0 && out.ptr[at - 1] != '\n')
            at--;
        fail_msg("%s: now it is\n%.*s", path, (int)(out.len - at),
                 out.ptr + at);
    }
    tw__buf_fini(&out);
    tw__buf_fini(&old);
    world_next(&w);
}

static void questions_keep_their_sql_and_their_indexes(void **state)
{
    char pattern[512];
    glob_t found;

    (void)state;
    if (!HAS_TOKENS) /* the names of indexes hold a digest of libsodium */
        skip();
    snprintf(pattern, sizeof(pattern), "%.*s*.txt",
             (int)(strrchr("/" __FILE__, '/') - ("/" __FILE__)), __FILE__);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    world_open(&w, NULL, TW_START_STANDARD);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check_file(found.gl_pathv[i]);
    world_close(&w);
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_keep_their_sql_and_their_indexes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
