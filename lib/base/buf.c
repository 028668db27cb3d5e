/* buf.c -- the byte builder's slow parts: growing, formatting. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    BUF_FIRST = 256,
    BUF_STEP = 256 * 1024 /* larger ones do not double: an answer must not hold
                             twice its size */
};

void tw__buf_init(tw_buf *b, const tw_alloc *a)
{
    *b = (tw_buf){.alloc = a};
}

void tw__buf_fini(tw_buf *b)
{
    tw__alloc_free(b->alloc, b->ptr, b->cap);
    *b = (tw_buf){.alloc = b->alloc};
}

void tw__buf_reset(tw_buf *b)
{
    b->len = 0;
    b->failed = b->full = false;
}

void tw__buf_shrink(tw_buf *b, size_t keep)
{
    tw__buf_reset(b);
    if (b->cap > keep) {
        /* The bytes are of no use any more: a fresh block is not copied. */
        tw__alloc_free(b->alloc, b->ptr, b->cap);
        b->ptr = keep == 0 ? NULL : (char *)tw__alloc_get(b->alloc, keep);
        b->cap = b->ptr == NULL ? 0 : keep;
    }
}

static size_t next_size(size_t cap)
{
    if (cap < BUF_STEP)
        return cap * 2;
    return cap + (cap / 8 > BUF_STEP ? cap / 8 : BUF_STEP);
}

bool tw__buf_grow(tw_buf *b, size_t more)
{
    size_t cap = b->cap < BUF_FIRST ? BUF_FIRST : b->cap;
    char *ptr;

    if (b->failed)
        return false;
    if (b->max != 0 && (b->len > b->max || more > b->max - b->len)) {
        b->failed = b->full = true;
        return false;
    }
    if (more > SIZE_MAX / 2 - b->len) {
        b->failed = true;
        return false;
    }
    while (cap < b->len + more)
        cap = next_size(cap);
    ptr = (char *)tw__alloc_resize(b->alloc, b->ptr, b->cap, cap);
    if (ptr == NULL) {
        b->failed = true;
        return false;
    }
    b->ptr = ptr;
    b->cap = cap;
    return true;
}

void tw__buf_int(tw_buf *b, int64_t v)
{
    char digits[20];
    size_t at = sizeof(digits);
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left != 0);
    if (v < 0)
        digits[--at] = '-';
    tw__buf_put(b, digits + at, sizeof(digits) - at);
}

void tw__buf_printf(tw_buf *b, const char *fmt, ...)
{
    va_list args;
    int len;

    if (!tw__buf_reserve(b, 1))
        return;
    va_start(args, fmt);
    len = vsnprintf(b->ptr + b->len, b->cap - b->len, fmt, args);
    va_end(args);
    if (len < 0) {
        b->failed = true;
        return;
    }
    if ((size_t)len >= b->cap - b->len) {
        if (!tw__buf_reserve(b, (size_t)len + 1))
            return;
        va_start(args, fmt);
        (void)vsnprintf(b->ptr + b->len, b->cap - b->len, fmt, args);
        va_end(args);
    }
    b->len += (size_t)len;
}

void tw__buf_cut(tw_buf *b, size_t len)
{
    if (len < b->len)
        b->len = len;
}

tw_str tw__buf_view(const tw_buf *b)
{
    return (tw_str){b->ptr == NULL ? "" : b->ptr, b->len};
}

tw_status tw__buf_status(const tw_buf *b)
{
    return b->failed ? TW_E_NOMEM : TW_OK;
}
