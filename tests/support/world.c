/* world.c -- a small world for unit tests. */
#include "support/world.h"

#include "support/check.h"

#include "base/alloc.h"
#include "base/str.h"
#include "model/standard.h"
#include "store/migrate.h"
#include "store/stmt.h"
#include "store/tx.h"

static int64_t fixed_now(void *ctx)
{
    return ((world *)ctx)->now_ms;
}

/* splitmix64: good enough to tell ids apart, the same in each run. */
static void fixed_random(void *ctx, void *to, size_t size)
{
    world *w = ctx;
    unsigned char *at = to;

    for (size_t i = 0; i < size; i++) {
        uint64_t z = (w->seed += 0x9E3779B97F4A7C15u);

        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        at[i] = (unsigned char)(z >> 56);
    }
}

static void *counted(void *ctx, void *ptr, size_t old_size, size_t new_size)
{
    world *w = ctx;
    void *to;

    if (new_size > 0 && w->fail_in > 0 && --w->fail_in == 0)
        return NULL;
    to = tw__alloc_default.resize(tw__alloc_default.ctx, ptr, old_size,
                                  new_size);
    if (to != NULL || new_size == 0)
        w->allocated += (int64_t)new_size - (int64_t)(ptr ? old_size : 0);
    return to;
}

static const tw_limits limits = {
    .max_batch = TW_LIMIT_BATCH_DEFAULT,
    .max_page = TW_LIMIT_PAGE,
    .default_page = TW_LIMIT_PAGE_DEFAULT,
    .max_update = TW_LIMIT_UPDATE_MANY,
    .max_merge = TW_LIMIT_MERGE,
    .max_filter_nodes = TW_LIMIT_FILTER_NODES,
    .max_filter_depth = TW_LIMIT_FILTER_DEPTH,
    .max_list_values = TW_LIMIT_LIST_VALUES,
    .max_order_terms = TW_LIMIT_ORDER_TERMS,
    .max_json_depth = TW_LIMIT_JSON_DEPTH,
    .max_body_bytes = TW_LIMIT_BODY_BYTES,
    .max_target_bytes = TW_LIMIT_TARGET_BYTES,
    .max_text_bytes = TW_LIMIT_TEXT_BYTES,
    .query_timeout_ms = 10000,
    .busy_timeout_ms = 5000,
};

static void make_op(world *w)
{
    w->op = (tw_op){
        .conn = w->conn,
        .catalog = w->catalog,
        .alloc = &w->alloc,
        .arena = w->op.arena,
        .env = &w->env,
        .limits = &w->limits,
        .actor = {.source = TW_STR("API"), .name = TW_STR("Test key")},
    };
}

void world_check(world *w,
                 tw_status status,
                 tw_status wanted,
                 const char *file,
                 int line)
{
    if (status != wanted) {
        print_error("%s instead of %s: %s\n", tw_status_name(status),
                    tw_status_name(wanted), w->op.error.message);
        _fail(file, line);
    }
    if (wanted != TW_OK)
        tw__op_forgive(&w->op);
}

void world_check_text(tw_str s, const char *text, const char *file, int line)
{
    if (tw__str_is(s, text))
        return;
    print_error("\"%.*s\" instead of \"%s\"\n", TW_FMT(s), text);
    _fail(file, line);
}

void world_open(world *w, const char *path, tw_start start)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    bool is_new = false;

    *w = (world){.now_ms = 1767323045006, .seed = 1, .limits = limits};
    w->env = (tw_env){fixed_now, fixed_random, w};
    w->alloc = (tw_alloc){counted, w};
    w->op.arena = tw__arena_new(&w->alloc);
    make_op(w);
    options.alloc = &w->alloc;
    options.env = &w->env;
    world_ok(w, tw__conn_open(&w->op, path == NULL ? ":memory:" : path,
                              &options, &w->conn));
    make_op(w);
    world_begin(w);
    world_ok(w, tw__migrate(&w->op, &is_new));
    if (is_new && start == TW_START_STANDARD)
        world_ok(w, tw__standard_install(&w->op));
    world_commit_reload(w);
}

void world_close(world *w)
{
    if (w->writing)
        world_rollback(w);
    tw__catalog_release(w->catalog);
    tw__conn_close(w->conn);
    tw__arena_free(w->op.arena);
    assert_int_equal(w->allocated, 0);
}

void world_next(world *w)
{
    tw__arena_reset(w->op.arena);
    make_op(w);
}

void world_begin(world *w)
{
    assert_false(w->writing);
    world_ok(w, tw__tx_begin_write(&w->op));
    w->writing = true;
}

void world_commit(world *w)
{
    assert_true(w->writing);
    w->writing = false;
    world_ok(w, tw__tx_end_write(&w->op, TW_OK));
}

void world_rollback(world *w)
{
    assert_true(w->writing);
    w->writing = false;
    (void)tw__tx_end_write(&w->op, TW_E_INVALID);
    tw__op_forgive(&w->op);
}

void world_reload(world *w)
{
    tw_catalog *fresh;

    world_ok(w, tw__catalog_load(&w->op, &fresh));
    tw__catalog_release(w->catalog);
    w->catalog = fresh;
    w->op.catalog = fresh;
    tw__stmt_forget(w->conn);
}

void world_commit_reload(world *w)
{
    if (w->writing)
        world_commit(w);
    world_reload(w);
}

const tw_object *world_object(const world *w, const char *singular)
{
    const tw_object *o =
        tw__object_by_singular(w->catalog, tw_str_of(singular));

    if (o == NULL)
        fail_msg("no object \"%s\"", singular);
    return o;
}

const tw_field *world_field(const world *w,
                            const char *singular,
                            const char *field)
{
    const tw_object *o = world_object(w, singular);
    const tw_field *f = tw__field_find(o, tw_str_of(field), NULL);

    if (f == NULL)
        fail_msg("no field \"%s\" on \"%s\"", field, singular);
    return f;
}

void world_exec(world *w, const char *sql)
{
    world_ok(w, tw__stmt_exec(&w->op, tw_str_of(sql)));
}

int64_t world_int(world *w, const char *sql)
{
    tw_stmt *s = tw__stmt_get(&w->op, tw_str_of(sql));
    int64_t v = -1;
    bool row;

    world_ok(w, s == NULL ? w->op.error.status : TW_OK);
    world_ok(w, tw__stmt_step(&w->op, s, &row));
    if (row && !tw__stmt_is_null(s, 0))
        v = tw__stmt_int(s, 0);
    tw__stmt_done(s);
    return v;
}

tw_str world_text(world *w, const char *sql)
{
    tw_stmt *s = tw__stmt_get(&w->op, tw_str_of(sql));
    tw_str v = {"", 0};
    bool row;

    world_ok(w, s == NULL ? w->op.error.status : TW_OK);
    world_ok(w, tw__stmt_step(&w->op, s, &row));
    if (row && !tw__stmt_is_null(s, 0))
        v = tw__op_str(&w->op, tw__stmt_text(s, 0));
    tw__stmt_done(s);
    return v;
}
