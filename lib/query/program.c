/* program.c -- making a projection, member by member. */
#include "query/program.h"

#include "base/json.h"

/* The literal bytes since the last step, moved to the arena. */
static tw_str flush(tw_program *p)
{
    tw_str s = tw__arena_str(p->arena, tw__buf_view(&p->text));

    if (s.ptr == NULL || p->text.failed)
        p->failed = true;
    tw__buf_reset(&p->text);
    return s;
}

static tw_step *add_step(tw_program *p)
{
    if (p->count == p->cap) {
        uint32_t cap = p->cap == 0 ? 32 : p->cap * 2;
        tw_step *grown = tw__arena_array(p->arena, cap, sizeof(*grown));

        if (grown == NULL) {
            p->failed = true;
            return NULL;
        }
        if (p->count > 0)
            memcpy(grown, p->steps, p->count * sizeof(*grown));
        p->steps = grown;
        p->cap = cap;
    }
    p->steps[p->count].before = flush(p);
    return &p->steps[p->count++];
}

/* The place of a column in the statement, chosen now if it was not. */
static uint16_t place_of(tw_program *p, const tw_column *c)
{
    if (p->places[c->index] < 0) {
        p->places[c->index] = (int32_t)p->column_count;
        p->columns[p->column_count++] = c;
    }
    return (uint16_t)p->places[c->index];
}

void tw__program_open(tw_program *p,
                      tw_op *op,
                      tw_arena *arena,
                      const tw_object *o)
{
    memset(p, 0, sizeof(*p));
    p->op = op;
    p->arena = arena;
    p->object = o;
    tw__buf_init(&p->text, op->alloc);
    tw__buf_char(&p->text, '{');
    p->columns = tw__op_array(op, o->column_count, sizeof(*p->columns));
    p->places = tw__op_array(op, o->column_count, sizeof(*p->places));
    if (p->columns == NULL || p->places == NULL) {
        p->failed = true;
        return;
    }
    memset(p->places, 0xff, o->column_count * sizeof(*p->places));
}

static void put_key(tw_program *p, tw_str key)
{
    if (p->comma)
        tw__buf_char(&p->text, ',');
    p->comma = true;
    tw__json_put_text(&p->text, key);
    tw__buf_char(&p->text, ':');
}

static tw_step *add_value(tw_program *p, const tw_column *c)
{
    tw_step *s = add_step(p);

    if (s == NULL)
        return NULL;
    s->op = TW_STEP_VALUE;
    s->kind = (uint8_t)c->kind;
    s->place = place_of(p, c);
    s->index = c->index;
    return s;
}

void tw__program_constant(tw_program *p, tw_str key, tw_str json)
{
    if (p->failed)
        return;
    put_key(p, key);
    tw__buf_str(&p->text, json);
}

void tw__program_part(tw_program *p,
                      tw_str key,
                      const tw_field *f,
                      int part,
                      bool required)
{
    tw_step *s;

    if (part >= f->column_count) {
        tw__program_constant(p, key, TW_STR("null"));
        return;
    }
    if (p->failed)
        return;
    put_key(p, key);
    s = add_value(p, &f->columns[part]);
    if (s != NULL && required)
        s->field = f;
}

void tw__program_begin(tw_program *p, tw_str key)
{
    if (p->failed)
        return;
    put_key(p, key);
    tw__buf_char(&p->text, '{');
    p->comma = false;
}

void tw__program_end(tw_program *p)
{
    tw__buf_char(&p->text, '}');
    p->comma = true;
}

void tw__program_field(tw_program *p, tw_str key, const tw_field *f)
{
    if (!f->type->composite || f->column_count == 0) {
        tw__program_part(p, key, f, 0, false);
        return;
    }
    tw__program_begin(p, key);
    for (uint8_t i = 0; i < f->column_count; i++)
        tw__program_part(p, tw_str_of(f->type->parts[i].name), f, i, false);
    tw__program_end(p);
}

void tw__program_begin_actor(tw_program *p,
                             tw_str key,
                             const tw_field *f,
                             tw_str instead)
{
    int source = tw__field_part(f, TW_STR("source"));
    int name = tw__field_part(f, TW_STR("name"));
    tw_step_more *more;
    tw_step *s;

    if (p->failed)
        return;
    more = tw__arena_zero(p->arena, sizeof(*more));
    put_key(p, key);
    s = more == NULL || source < 0 || name < 0
            ? NULL
            : add_value(p, &f->columns[source]);
    if (s == NULL) {
        p->failed = true;
        return;
    }
    s->op = TW_STEP_ACTOR;
    s->more = more;
    more->place = place_of(p, &f->columns[name]);
    more->index = f->columns[name].index;
    more->instead = tw__arena_str(p->arena, instead);
    more->skip = (uint16_t)p->count; /* until the end is known */
    if (more->instead.ptr == NULL)
        p->failed = true;
    p->actor = more;
    tw__buf_char(&p->text, '{');
    p->comma = false;
}

void tw__program_end_actor(tw_program *p)
{
    tw_step *s;

    if (p->failed)
        return;
    tw__program_end(p);
    s = add_step(p);
    if (s == NULL)
        return;
    s->op = TW_STEP_END;
    p->actor->skip = (uint16_t)(p->count - p->actor->skip);
}

void tw__program_files(tw_program *p,
                       tw_str key,
                       const tw_field *f,
                       const tw_file_member *members,
                       uint32_t count)
{
    tw_step_more *more;
    tw_step *s;

    if (p->failed)
        return;
    more = tw__arena_zero(p->arena, sizeof(*more));
    put_key(p, key);
    s = more == NULL ? NULL : add_value(p, &f->columns[0]);
    if (s == NULL) {
        p->failed = true;
        return;
    }
    s->op = TW_STEP_FILES;
    s->more = more;
    more->members = members;
    more->member_count = count;
}

static tw_nested *add_nested(tw_program *p, tw_str key, tw_str sql)
{
    tw_nested *n = tw__arena_zero(p->arena, sizeof(*n));

    if (n == NULL || sql.ptr == NULL) {
        p->failed = true;
        return NULL;
    }
    n->sql = sql;
    n->key = tw__arena_str(p->arena, key);
    if (n->key.ptr == NULL)
        p->failed = true;
    n->number = (uint16_t)p->nested_count++;
    n->next = p->nested;
    p->nested = n;
    return n;
}

/* The relation as `child` shows it; its join key may have been here first. */
static tw_nested *to_one(tw_program *p,
                         tw_str key,
                         const tw_field *f,
                         const tw_select *child)
{
    tw_nested *n;

    for (n = p->nested; n != NULL; n = n->next)
        if (n->field == f && n->child == child)
            return n;
    n = add_nested(p, key, child->sql_get);
    if (n == NULL)
        return NULL;
    n->field = f;
    n->child = child;
    return n;
}

static void add_relation(tw_program *p,
                         tw_step_op op,
                         tw_str key,
                         const tw_nested *n,
                         const tw_column *from)
{
    tw_step *s;

    if (n == NULL)
        return;
    put_key(p, key);
    s = add_step(p);
    if (s == NULL)
        return;
    s->op = (uint8_t)op;
    s->kind = TW_KIND_UUID;
    s->nested = n;
    s->place = place_of(p, from);
    s->index = from->index;
}

void tw__program_key(tw_program *p,
                     tw_str key,
                     const tw_field *f,
                     const tw_select *child)
{
    if (!p->failed)
        add_relation(p, TW_STEP_KEY, key, to_one(p, f->name, f, child),
                     &f->columns[0]);
}

void tw__program_to_one(tw_program *p,
                        tw_str key,
                        const tw_field *f,
                        const tw_select *child,
                        tw_str key_name)
{
    tw_nested *n;

    if (key_name.ptr != NULL)
        tw__program_key(p, key_name, f, child);
    if (p->failed)
        return;
    n = to_one(p, key, f, child);
    if (n != NULL)
        n->key = tw__arena_str(p->arena, key);
    add_relation(p, TW_STEP_TO_ONE, key, n, &f->columns[0]);
}

void tw__program_to_many(tw_program *p,
                         tw_str key,
                         const tw_field *f,
                         const tw_select *child,
                         uint32_t limit)
{
    tw_nested *n;

    if (p->failed)
        return;
    n = add_nested(
        p, key, tw__select_emit_children(p->op, p->arena, f, child->columns));
    if (n == NULL)
        return;
    n->child = child;
    n->limit = limit;
    add_relation(p, TW_STEP_TO_MANY, key, n, p->object->c_id);
}

void tw__program_connection(tw_program *p,
                            tw_str key,
                            const struct tw_connection_plan *plan)
{
    tw_nested *n = p->failed ? NULL : add_nested(p, key, TW_STR(""));

    if (n == NULL)
        return;
    n->connection = plan;
    add_relation(p, TW_STEP_CONNECTION, key, n, p->object->c_id);
}

tw_status tw__program_close(tw_program *p, tw_select **out)
{
    tw_select *s = p->failed ? NULL : tw__arena_zero(p->arena, sizeof(*s));

    if (s != NULL) {
        tw__buf_char(&p->text, '}');
        s->object = p->object;
        s->tail = flush(p);
        s->steps = p->steps;
        s->step_count = p->count;
        s->nested_count = p->nested_count;
        if (p->column_count == 0)
            (void)place_of(p, p->object->c_id);
        s->column_count = p->column_count;
        s->columns = tw__select_emit_columns(p->op, p->arena, p->columns,
                                             p->column_count);
        s->sql_get =
            tw__select_emit_get(p->op, p->arena, p->object, s->columns, false);
        s->sql_get_any =
            tw__select_emit_get(p->op, p->arena, p->object, s->columns, true);
        if (s->columns.ptr == NULL || s->sql_get.ptr == NULL ||
            s->sql_get_any.ptr == NULL)
            p->failed = true;
    }
    tw__buf_fini(&p->text);
    if (s == NULL || p->failed)
        return tw__fail_nomem(p->op);
    *out = s;
    return TW_OK;
}
