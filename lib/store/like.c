/* like.c -- LIKE by two pointers: on a mismatch only the last % is tried again
** one character further on, for an earlier one cannot do better.  No
** recursion, no memory; at worst pattern times text steps, which is why `stop`
** is asked. */
#include "store/like.h"

#include "base/str.h"

enum {
    STEPS_BETWEEN_STOPS = 1 << 18
};

/* Bytes of the character at `at`, by its first byte. */
static size_t width(tw_str s, size_t at)
{
    unsigned char c = (unsigned char)s.ptr[at];
    size_t n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;

    return n < s.len - at ? n : s.len - at;
}

/* Where a text may go on behind %: at the next byte that the pattern asks for.
** Skipping to it is what makes '%acme%' fast. */
static size_t skip(tw_str pattern, size_t p, tw_str text, size_t from)
{
    const char *hit;

    if (p < pattern.len && pattern.ptr[p] == '\\' && p + 1 < pattern.len)
        p++;
    else if (p == pattern.len || pattern.ptr[p] == '_')
        return from;
    hit = memchr(text.ptr + from, pattern.ptr[p], text.len - from);
    return hit == NULL ? text.len : (size_t)(hit - text.ptr);
}

/* Takes one item of the pattern and what it stands for; false: no match. */
static bool advance(tw_str pattern, size_t *p, tw_str text, size_t *t)
{
    size_t at = *p;

    if (at == pattern.len)
        return false;
    if (pattern.ptr[at] == '_') {
        *t += width(text, *t);
        *p = at + 1;
        return true;
    }
    if (pattern.ptr[at] == '\\' && at + 1 < pattern.len)
        at++;
    if (pattern.ptr[at] != text.ptr[*t])
        return false;
    *p = at + 1;
    ++*t;
    return true;
}

tw_like_result tw__like(tw_str pattern,
                        tw_str text,
                        bool (*stop)(void *ctx),
                        void *ctx)
{
    size_t p = 0, t = 0, after = 0, retry = 0, steps = 0;
    bool star = false;

    while (t < text.len) {
        if (++steps % STEPS_BETWEEN_STOPS == 0 && stop(ctx))
            return TW_LIKE_STOPPED;
        if (p < pattern.len && pattern.ptr[p] == '%') {
            while (p < pattern.len && pattern.ptr[p] == '%')
                p++;
            if (p == pattern.len)
                return TW_LIKE_YES;
            star = true;
            after = p;
            t = retry = skip(pattern, p, text, t);
            continue;
        }
        if (advance(pattern, &p, text, &t))
            continue;
        if (!star)
            return TW_LIKE_NO;
        p = after;
        t = retry = skip(pattern, p, text, retry + width(text, retry));
    }
    while (p < pattern.len && pattern.ptr[p] == '%')
        p++;
    return p == pattern.len ? TW_LIKE_YES : TW_LIKE_NO;
}
