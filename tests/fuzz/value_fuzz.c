/* value_fuzz.c -- written values of every field type.  The first byte picks the
** type, the second the part; the rest is JSON, or else the text of that part.
** What is accepted is shown as good JSON, and a link's normal form is its own
** normal form. */
#include "base/utf8.h"
#include "model/catalog.h"
#include "model/types/url.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool held)
{
    if (!held)
        abort();
}

static int64_t now_ms(void *ctx)
{
    (void)ctx;
    return 0;
}

static void zeros(void *ctx, void *to, size_t size)
{
    (void)ctx;
    memset(to, 0, size);
}

static void check_shown(tw_op *op, const tw_type *type, const tw_accepted *got)
{
    tw_buf b;
    const char *why;
    size_t at;

    tw__buf_init(&b, op->alloc);
    for (int i = 0; i < type->part_count; i++) {
        if ((got->set & (1u << i)) == 0)
            continue;
        tw__buf_reset(&b);
        tw__kind_shape(type->parts[i].kind, &got->cells[i], &b);
        must(tw__json_check(tw__buf_view(&b), 2 * TW_LIMIT_JSON_DEPTH, &at,
                            &why));
    }
    tw__buf_fini(&b);
}

static void check_filter(tw_op *op,
                         const tw_field *f,
                         int part,
                         const tw_json *in)
{
    tw_cell cell;

    tw__op_forgive(op);
    if (f->type->part_count > 0)
        (void)tw__kind_filter_value(op, f, part % f->type->part_count, in, true,
                                    &cell);
}

static void check_url(tw_op *op, tw_str s)
{
    tw_str once, twice;

    if (!tw__url_acceptable(op, s))
        return;
    once = tw__url_normal(op, s);
    twice = tw__url_normal(op, once);
    must(once.ptr != NULL && twice.ptr != NULL);
    /* one slash is taken off each time, and may uncover an empty part */
    if (once.len > 0 && strchr("/?#", once.ptr[once.len - 1]) == NULL)
        must(tw__str_eq(once, twice));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static tw_option options[] = {{.value = {"BIG", 3}}};
    tw_env env = {now_ms, zeros, NULL};
    tw_op op;
    tw_field f = {.options = options, .option_count = 1, .is_nullable = true};
    tw_accepted got = {.set = 0};
    tw_json member = {.type = TW_JSON_TEXT}, object;
    const tw_json *in = &member;
    tw_str s;

    if (size < 2)
        return 0;
    memset(&op, 0, sizeof op);
    op.alloc = &tw__alloc_default;
    op.env = &env;
    op.arena = tw__arena_new(op.alloc);
    must(op.arena != NULL);
    f.type = tw__type((tw_type_id)(data[0] % TW_TYPE_COUNT_));
    f.name = TW_STR("field");
    s = (tw_str){(const char *)data + 2, size - 2};
    if (tw__json_read(&op, s, &in) != TW_OK) {
        tw__op_forgive(&op);
        if (!tw__utf8_valid(s) || tw__str_find(s, 0, '\0') < s.len) {
            tw__arena_free(op.arena);
            return 0;
        }
        member.text = s;
        in = &member;
        check_url(&op, s);
        check_filter(&op, &f, data[1], in);
        if (f.type->composite) {
            member.key =
                tw_str_of(f.type->parts[data[1] % f.type->part_count].name);
            object =
                (tw_json){.type = TW_JSON_OBJECT, .items = &member, .count = 1};
            in = &object;
        }
        tw__op_forgive(&op);
    }
    if (f.type->accept(&op, &f, in, &got) == TW_OK)
        check_shown(&op, f.type, &got);
    else
        must(op.error.status != TW_OK && op.error.message[0] != '\0');
    tw__arena_free(op.arena);
    return 0;
}
