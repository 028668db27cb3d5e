/* rig.h -- tables of written values: JSON in, what is stored (as it is shown)
** or a refusal out. */
#ifndef UNIT_MODEL_TYPES_RIG_H
#define UNIT_MODEL_TYPES_RIG_H

#include "support/check.h"

#include "model/catalog.h"
#include "support/op.h"

#include <stdio.h>

/* `shown`: JSON of a scalar, or an object of those parts of a composite that
** are to be written ("-": none); of a refusal a piece of its message. */
typedef struct value_case {
    const char *in;
    tw_status status;
    const char *shown;
} value_case;

static tw_option rig_options[] = {
    {.value = {"SMALL", 5}, .position = 0},
    {.value = {"BIG", 3}, .position = 1},
};

static inline tw_field rig_field(tw_type_id type, const char *name)
{
    return (tw_field){.type = tw__type(type),
                      .name = tw_str_of(name),
                      .is_active = true,
                      .is_nullable = true,
                      .options = rig_options,
                      .option_count = 2};
}

static inline void rig_show(const tw_type *type,
                            const tw_accepted *a,
                            tw_buf *b)
{
    bool comma = false;

    if (!type->composite) {
        tw__kind_shape(type->parts[0].kind, &a->cells[0], b);
        return;
    }
    if (a->set == 0) {
        tw__buf_char(b, '-');
        return;
    }
    for (int i = 0; i < type->part_count; i++) {
        if ((a->set & (1u << i)) == 0)
            continue;
        tw__buf_printf(b, "%s\"%s\":", comma ? "," : "{", type->parts[i].name);
        tw__kind_shape(type->parts[i].kind, &a->cells[i], b);
        comma = true;
    }
    tw__buf_char(b, '}');
}

static inline void rig_check(test_op *t,
                             const tw_field *field,
                             const value_case *c,
                             int number)
{
    tw_accepted got = {.set = 0};
    const tw_json *in;
    tw_status status;
    tw_buf b;

    tw__arena_reset(t->op.arena);
    tw__op_forgive(&t->op);
    tw__buf_init(&b, t->op.alloc);
    assert_int_equal(tw__json_read(&t->op, tw_str_of(c->in), &in), TW_OK);
    status = field->type->accept(&t->op, field, in, &got);
    if (status != c->status)
        fail_msg("case %d, %s: %s: %s", number, c->in, tw_status_name(status),
                 t->op.error.message);
    if (status == TW_OK) {
        rig_show(field->type, &got, &b);
        tw__buf_char(&b, '\0');
        if (strcmp(b.ptr, c->shown) != 0)
            fail_msg("case %d, %s: stored %s, expected %s", number, c->in,
                     b.ptr, c->shown);
    } else if (strstr(t->op.error.message, c->shown) == NULL) {
        fail_msg("case %d, %s: message %s, expected %s", number, c->in,
                 t->op.error.message, c->shown);
    }
    tw__buf_fini(&b);
}

#define rig_run(type, name, cases) \
    rig_run_all(rig_field(type, name), cases, sizeof(cases) / sizeof *(cases))

static inline void rig_run_all(tw_field field,
                               const value_case *cases,
                               size_t count)
{
    test_op t;

    test_op_init(&t);
    t.limits.max_text_bytes = TW_LIMIT_TEXT_BYTES;
    for (size_t i = 0; i < count; i++)
        rig_check(&t, &field, &cases[i], (int)i);
    test_op_fini(&t);
}

#endif
