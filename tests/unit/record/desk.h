/* desk.h -- the verbs as a caller uses them: each inside a transaction and a
** savepoint, its answer read back as JSON.  In test texts ' stands for ". */
#ifndef TESTS_UNIT_RECORD_DESK_H
#define TESTS_UNIT_RECORD_DESK_H

#include "model/change.h"
#include "record/record.h"
#include "store/tx.h"
#include "support/check.h"
#include "support/world.h"

#include <stdlib.h>
#include <string.h>

#define U1 "11111111-1111-4111-8111-000000000001"
#define U2 "11111111-1111-4111-8111-000000000002"
#define U3 "11111111-1111-4111-8111-000000000003"
#define U4 "11111111-1111-4111-8111-000000000004"
#define U5 "11111111-1111-4111-8111-000000000005"
#define UX "11111111-1111-4111-8111-00000000000f"

typedef struct desk {
    world world;
    tw_op *op;
    tw_buf out;
    uint32_t depth;
    const tw_json *answer; /* a list */
} desk;

static inline int desk_open(void **state)
{
    desk *d = calloc(1, sizeof(*d));

    if (d == NULL)
        return -1;
    world_open(&d->world, NULL, TW_START_STANDARD);
    d->op = &d->world.op;
    d->op->selects = tw__select_cache_new(d->op->alloc);
    d->op->actor.context = TW_STR("{}");
    tw__buf_init(&d->out, d->op->alloc);
    *state = d;
    return 0;
}

static inline int desk_close(void **state)
{
    desk *d = *state;

    tw__buf_fini(&d->out);
    tw__select_cache_free(d->op->selects);
    world_close(&d->world);
    free(d);
    return 0;
}

#define desk_test(f) cmocka_unit_test_setup_teardown(f, desk_open, desk_close)

static inline const tw_object *desk_object(desk *d, const char *name)
{
    const tw_object *o =
        tw__object_by_singular(d->op->catalog, tw_str_of(name));

    if (o == NULL)
        fail_msg("no object %s", name);
    return o;
}

static inline tw_str desk_text(desk *d, const char *text)
{
    size_t len = strlen(text), i;
    char *copy = tw__op_get(d->op, len + 1);

    assert_non_null(copy);
    for (i = 0; i < len; i++)
        copy[i] = text[i] == '\'' ? '"' : text[i];
    return (tw_str){copy, len};
}

static inline const tw_json *desk_json(desk *d, const char *text)
{
    const tw_json *node = NULL;

    if (text == NULL)
        return NULL;
    if (tw__json_read(d->op, desk_text(d, text), &node) != TW_OK)
        fail_msg("%s: %s", text, d->op->error.message);
    return node;
}

static inline const tw_select *desk_answer(desk *d, const tw_object *o)
{
    const tw_select *s = NULL;

    if (tw__select_full(d->op, o, d->depth, TW_LIMIT_CHILDREN_WRITE, &s) !=
        TW_OK)
        fail_msg("select: %s", d->op->error.message);
    return s;
}

static inline void desk_begin(desk *d)
{
    tw__op_forgive(d->op);
    d->op->conflict_id = TW_NO_STR;
    tw__buf_reset(&d->out);
    tw__buf_char(&d->out, '[');
    d->answer = NULL;
    assert_int_equal(tw__tx_begin_write(d->op), TW_OK);
    assert_int_equal(tw__tx_savepoint(d->op), TW_OK);
}

static inline tw_status desk_end(desk *d, tw_status st)
{
    st = tw__tx_end_savepoint(d->op, st);
    st = tw__tx_end_write(d->op, st);
    tw__buf_char(&d->out, ']');
    if (st == TW_OK) {
        tw_str text = tw__op_take(d->op, &d->out);

        if (tw__json_read(d->op, text, &d->answer) != TW_OK)
            fail_msg("not JSON: %s", text.ptr);
    } else {
        assert_int_equal(d->op->error.status, st);
    }
    return st;
}

static inline tw_status desk_write(desk *d,
                                   const char *object,
                                   const char *json,
                                   bool many,
                                   bool upsert)
{
    const tw_object *o = desk_object(d, object);
    const tw_json *in = desk_json(d, json);
    const tw_select *s = desk_answer(d, o);

    desk_begin(d);
    return desk_end(
        d, many ? tw__record_create_many(d->op, o, in, upsert, s, &d->out)
                : tw__record_create(d->op, o, in, upsert, s, &d->out));
}
#define create(d, object, json) desk_write(d, object, json, false, false)
#define upsert(d, object, json) desk_write(d, object, json, false, true)
#define create_many(d, object, json) desk_write(d, object, json, true, false)
#define upsert_many(d, object, json) desk_write(d, object, json, true, true)

static inline tw_status update(desk *d,
                               const char *object,
                               const char *id,
                               const char *json)
{
    const tw_object *o = desk_object(d, object);
    const tw_json *in = desk_json(d, json);
    const tw_select *s = desk_answer(d, o);

    desk_begin(d);
    return desk_end(d,
                    tw__record_update(d->op, o, tw_str_of(id), in, s, &d->out));
}

/* name[eq]:value, as it comes over REST. */
static inline const tw_filter *equals(desk *d,
                                      const char *name,
                                      const char *value)
{
    tw_filter *f = tw__op_get(d->op, sizeof(*f));
    tw_json *v = tw__op_get(d->op, sizeof(*v));

    assert_non_null(f);
    assert_non_null(v);
    *v = (tw_json){.type = TW_JSON_TEXT, .text = tw_str_of(value)};
    f->op = TW_FILTER_CMP;
    f->path.name[0] = tw_str_of(name);
    f->path.count = 1;
    f->cmp = TW_CMP_EQ;
    f->value = v;
    f->loose = true;
    return f;
}

static inline tw_status update_many(desk *d,
                                    const char *object,
                                    const tw_filter *f,
                                    const char *json)
{
    const tw_object *o = desk_object(d, object);
    const tw_json *in = desk_json(d, json);
    const tw_select *s = desk_answer(d, o);

    desk_begin(d);
    return desk_end(d, tw__record_update_many(d->op, o, f, in, s, &d->out));
}

#define DESK_ONE(name, verb)                                                  \
    static inline tw_status name(desk *d, const char *object, const char *id) \
    {                                                                         \
        const tw_object *o = desk_object(d, object);                          \
        const tw_select *s = desk_answer(d, o);                               \
                                                                              \
        desk_begin(d);                                                        \
        return desk_end(d, verb(d->op, o, tw_str_of(id), s, &d->out));        \
    }
DESK_ONE(soft_delete, tw__record_delete)
DESK_ONE(restore, tw__record_restore)

#define DESK_MANY(name, verb)                                 \
    static inline tw_status name(desk *d, const char *object, \
                                 const tw_filter *f)          \
    {                                                         \
        const tw_object *o = desk_object(d, object);          \
        const tw_select *s = desk_answer(d, o);               \
                                                              \
        desk_begin(d);                                        \
        return desk_end(d, verb(d->op, o, f, s, &d->out));    \
    }
DESK_MANY(soft_delete_many, tw__record_delete_many)
DESK_MANY(restore_many, tw__record_restore_many)

static inline tw_status destroy(desk *d, const char *object, const char *id)
{
    const tw_object *o = desk_object(d, object);

    desk_begin(d);
    return desk_end(d,
                    tw__record_destroy(d->op, o, tw_str_of(id), NULL, &d->out));
}

static inline tw_status destroy_many(desk *d,
                                     const char *object,
                                     const tw_filter *f)
{
    const tw_object *o = desk_object(d, object);

    desk_begin(d);
    return desk_end(d, tw__record_destroy_many(d->op, o, f, NULL, &d->out));
}

static inline tw_status merge(desk *d, const char *object, const char *json)
{
    const tw_object *o = desk_object(d, object);
    const tw_json *in = desk_json(d, json);
    const tw_select *s = desk_answer(d, o);

    desk_begin(d);
    return desk_end(d, tw__record_merge(d->op, o, in, s, &d->out));
}

/* The answer's one entry is the list of candidates' answers. */
static inline tw_status duplicates(desk *d,
                                   const char *object,
                                   const char *data,
                                   const char *ids)
{
    const tw_object *o = desk_object(d, object);
    const tw_json *by_data = desk_json(d, data), *by_ids = desk_json(d, ids);
    const tw_select *s = desk_answer(d, o);

    desk_begin(d);
    return desk_end(
        d, tw__record_duplicates(d->op, o, by_data, by_ids, s, &d->out));
}

/* Read a live record: TW_E_NOT_FOUND when there is none. */
static inline tw_status get(desk *d, const char *object, const char *id)
{
    const tw_object *o = desk_object(d, object);
    const tw_select *s = desk_answer(d, o);

    desk_begin(d);
    return desk_end(d,
                    tw__query_get(d->op, s, o, tw_str_of(id), false, &d->out));
}

/* ---- the model --------------------------------------------------------- */

/* A change of the model left its catalog in the operation: it is ours now. */
static inline void take_up(desk *d)
{
    world_commit(&d->world);
    assert_true(d->op->model_changed);
    tw__catalog_release(d->world.catalog);
    d->world.catalog = (tw_catalog *)(uintptr_t)d->op->catalog;
    d->op->model_changed = false;
    tw__select_cache_clear(d->op->selects);
}

/* An object whose plural ends in s. */
static inline void add_object(desk *d, const char *singular)
{
    tw_str json = tw__op_printf(d->op,
                                "{'nameSingular':'%s','namePlural':'%ss',"
                                "'labelSingular':'%s','labelPlural':'%ss'}",
                                singular, singular, singular, singular);
    tw_str id;

    world_begin(&d->world);
    world_ok(&d->world, tw__object_create(d->op, desk_json(d, json.ptr), &id));
    take_up(d);
}

/* A field: `more` is the rest of its JSON, beginning with a comma, or "". */
static inline void add_field(desk *d,
                             const char *object,
                             const char *name,
                             const char *type,
                             const char *more)
{
    tw_str json = tw__op_printf(
        d->op,
        "{'objectMetadataId':'%.*s','name':'%s','label':'%s','type':'%s'%s}",
        TW_FMT(desk_object(d, object)->id), name, name, type, more);
    tw_str id;

    world_begin(&d->world);
    world_ok(&d->world, tw__field_create(d->op, desk_json(d, json.ptr), &id));
    take_up(d);
}

/* A many-to-one relation. */
static inline void add_relation(desk *d,
                                const char *object,
                                const char *name,
                                const char *target,
                                const char *other_side)
{
    tw_str more =
        tw__op_printf(d->op,
                      ",'relationCreationPayload':{'type':'MANY_TO_ONE',"
                      "'targetObjectMetadataId':'%.*s','targetFieldLabel':'%s',"
                      "'targetFieldIcon':'IconLink'}",
                      TW_FMT(desk_object(d, target)->id), other_side);

    add_field(d, object, name, "RELATION", more.ptr);
}

static inline void update_field(desk *d,
                                const char *object,
                                const char *name,
                                const char *json)
{
    const tw_field *f = world_field(&d->world, object, name);

    world_begin(&d->world);
    world_ok(&d->world, tw__field_update(d->op, f->id, desk_json(d, json)));
    take_up(d);
}

/* ------------------------------------------------------------------------ */

/* How many records there are, soft-deleted ones too. */
static inline int64_t stored(desk *d, const char *object)
{
    const tw_object *o = desk_object(d, object);
    tw_str sql =
        tw__op_printf(d->op, "SELECT count(*) FROM \"%s\"", o->table.ptr);
    tw_stmt *s = tw__stmt_get(d->op, sql);
    int64_t n = -1;
    bool row;

    assert_non_null(s);
    if (tw__stmt_step(d->op, s, &row) == TW_OK && row)
        n = tw__stmt_int(s, 0);
    tw__stmt_done(s);
    return n;
}

/* "0.name.firstName": a place in the answer. */
static inline const tw_json *at(const desk *d, const char *path)
{
    const tw_json *node = d->answer;

    while (node != NULL && *path != '\0') {
        size_t len = strcspn(path, ".");

        if (node->type == TW_JSON_LIST) {
            uint32_t i = (uint32_t)strtoul(path, NULL, 10);

            node = i < node->count ? &node->items[i] : NULL;
        } else {
            node = tw__json_get(node, (tw_str){path, len});
        }
        path += len + (path[len] == '.');
    }
    return node;
}

static inline const char *shown(desk *d, const char *path)
{
    const tw_json *node = at(d, path);
    tw_buf b;
    tw_str text;

    if (node == NULL)
        return "<absent>";
    tw__buf_init(&b, d->op->alloc);
    tw__json_put(&b, node);
    text = tw__op_take(d->op, &b);
    tw__buf_fini(&b);
    return text.ptr;
}

#define want(d, path, json) \
    assert_string_equal(shown(d, path), desk_text(d, json).ptr)
#define want_ok(d, call)                                           \
    do {                                                           \
        if ((call) != TW_OK)                                       \
            fail_msg("%s: %s (%s)", #call, (d)->op->error.message, \
                     (d)->op->error.path);                         \
    } while (0)
#define refused(d, status, call)                                        \
    do {                                                                \
        tw_status got_ = (call);                                        \
        if (got_ != (status))                                           \
            fail_msg("%s: %s, not %s: %s", #call, tw_status_name(got_), \
                     #status, (d)->op->error.message);                  \
    } while (0)
#define said(d, text)                                                          \
    do {                                                                       \
        if (strstr((d)->op->error.message, text) == NULL)                      \
            fail_msg("\"%s\" is not in \"%s\"", text, (d)->op->error.message); \
    } while (0)

#endif
