/* suggest.c -- "Did you mean": the names nearest to one that is unknown, by
** the number of letters to change, to add, to drop or to swap. */
#include "graphql/validate_inside.h"

enum {
    NAME_MAX_BYTES = 64 /* longer names have no neighbours */
};

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    return c;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t edits(tw_str a, tw_str b)
{
    uint32_t rows[3][NAME_MAX_BYTES + 1] = {{0}};

    for (uint32_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (uint32_t i = 1; i <= a.len; i++) {
        const uint32_t *up = rows[(i - 1) % 3], *above = rows[(i + 1) % 3];
        uint32_t *row = rows[i % 3];

        row[0] = i;
        for (uint32_t j = 1; j <= b.len; j++) {
            char x = lower(a.ptr[i - 1]), y = lower(b.ptr[j - 1]);

            row[j] = least(least(up[j], row[j - 1]) + 1,
                           up[j - 1] + (x == y ? 0 : 1));
            if (i > 1 && j > 1 && x == lower(b.ptr[j - 2]) &&
                lower(a.ptr[i - 2]) == y)
                row[j] = least(row[j], above[j - 2] + 1);
        }
    }
    return rows[a.len % 3][b.len];
}

void tw__gql_suggest_offer(tw_gql_suggest *s, tw_str name)
{
    uint32_t limit = (uint32_t)(s->input.len * 2 / 5 + 1), distance, at;

    if (s->input.len > NAME_MAX_BYTES || name.len > NAME_MAX_BYTES ||
        name.len > s->input.len + limit || s->input.len > name.len + limit)
        return;
    distance =
        tw__str_eq_ascii_case(s->input, name) ? 1 : edits(s->input, name);
    if (distance > limit)
        return;
    for (at = s->count; at > 0; at--) {
        if (s->distances[at - 1] < distance ||
            (s->distances[at - 1] == distance &&
             tw__str_cmp(s->names[at - 1], name) < 0))
            break;
        if (at < TW_GQL_SUGGESTED) {
            s->names[at] = s->names[at - 1];
            s->distances[at] = s->distances[at - 1];
        }
    }
    if (at >= TW_GQL_SUGGESTED)
        return;
    s->names[at] = name;
    s->distances[at] = distance;
    if (s->count < TW_GQL_SUGGESTED)
        s->count++;
}

tw_str tw__gql_suggest_text(tw_op *op,
                            const tw_gql_suggest *s,
                            const char *kind)
{
    tw_str text;
    tw_buf b;

    if (s->count == 0)
        return TW_STR("");
    tw__buf_init(&b, op->alloc);
    tw__buf_printf(&b, " Did you mean %s", kind);
    for (uint32_t i = 0; i < s->count; i++) {
        if (i > 0)
            tw__buf_text(&b, s->count == 2      ? " or "
                             : i + 1 < s->count ? ", "
                                                : ", or ");
        tw__buf_printf(&b, "\"%.*s\"", TW_FMT(s->names[i]));
    }
    tw__buf_char(&b, '?');
    text = tw__op_take(op, &b);
    tw__buf_fini(&b);
    return text;
}
