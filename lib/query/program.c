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

static void add_value(tw_program *p, const tw_column *c)
{
    tw_step *s = add_step(p);

    if (s == NULL)
        return;
    s->op = TW_STEP_VALUE;
    s->kind = (uint8_t)c->kind;
    s->place = place_of(p, c);
    s->index = c->index;
}

void tw__program_field(tw_program *p, tw_str key, const tw_field *f)
{
    if (p->failed)
        return;
    put_key(p, key);
    if (f->column_count == 0) {
        tw__buf_text(&p->text, "null");
        return;
    }
    if (!f->type->composite) {
        add_value(p, &f->columns[0]);
        return;
    }
    for (uint8_t i = 0; i < f->column_count; i++) {
        tw__buf_char(&p->text, i == 0 ? '{' : ',');
        tw__json_put_text(&p->text, tw_str_of(f->type->parts[i].name));
        tw__buf_char(&p->text, ':');
        add_value(p, &f->columns[i]);
    }
    tw__buf_char(&p->text, '}');
}

static tw_nested *add_nested(tw_program *p, const tw_select *child, tw_str sql)
{
    tw_nested *n = tw__arena_zero(p->arena, sizeof(*n));

    if (n == NULL || sql.ptr == NULL) {
        p->failed = true;
        return NULL;
    }
    n->child = child;
    n->sql = sql;
    n->number = (uint16_t)p->nested_count++;
    return n;
}

void tw__program_to_one(tw_program *p,
                        tw_str key,
                        const tw_field *f,
                        const tw_select *child,
                        tw_str key_name)
{
    tw_str between = TW_NO_STR;
    tw_nested *n;
    tw_step *s;

    if (p->failed)
        return;
    n = add_nested(p, child, child->sql_get);
    if (n == NULL)
        return;
    if (key_name.ptr != NULL) {
        /* what stands between key and record is made first, then put away */
        put_key(p, key_name);
        s = add_step(p);
        put_key(p, key);
        between = flush(p);
        n->before = between;
    } else {
        put_key(p, key);
        s = add_step(p);
    }
    if (s == NULL)
        return;
    s->op = TW_STEP_TO_ONE;
    s->kind = TW_KIND_UUID;
    s->nested = n;
    s->place = place_of(p, &f->columns[0]);
    s->index = f->columns[0].index;
}

void tw__program_to_many(tw_program *p,
                         tw_str key,
                         const tw_field *f,
                         const tw_select *child,
                         uint32_t limit)
{
    tw_nested *n;
    tw_step *s;

    if (p->failed)
        return;
    n = add_nested(
        p, child, tw__select_emit_children(p->op, p->arena, f, child->columns));
    if (n == NULL)
        return;
    n->limit = limit;
    put_key(p, key);
    s = add_step(p);
    if (s == NULL)
        return;
    s->op = TW_STEP_TO_MANY;
    s->kind = TW_KIND_UUID;
    s->nested = n;
    s->place = place_of(p, p->object->c_id);
    s->index = p->object->c_id->index;
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
