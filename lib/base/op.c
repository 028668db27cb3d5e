/* op.c -- recording what went wrong, and memory that reports its absence. */
#include "base/op.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* printf may have cut the text inside a character: drop the torn part, or the
** answer that carries it would not be UTF-8. */
static void mend_tail(char *text)
{
    size_t len = strlen(text), start = len;
    unsigned char lead;
    size_t want;

    while (start > 0 && len - start < 4 && (text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start == 0)
        return;
    lead = (unsigned char)text[start - 1];
    want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (lead >= 0x80 && len - start + 1 < want)
        text[start - 1] = '\0';
}

/* What a message quotes need not be text: a file's name, the words of a damaged
** file, a caller's bytes.  The message is. */
static void mend_bytes(char *text)
{
    if (tw__utf8_valid(tw_str_of(text)))
        return;
    for (; *text != '\0'; text++)
        if (((unsigned char)*text & 0x80) != 0)
            *text = '?';
}

tw_status tw__fail(tw_op *op,
                   tw_status status,
                   const char *path,
                   const char *fmt,
                   ...)
{
    va_list args;
    int len;

    if (op->error.status != TW_OK)
        return status;
    op->error.status = status;
    (void)snprintf(op->error.path, sizeof(op->error.path), "%s", path);
    va_start(args, fmt);
    len = vsnprintf(op->error.message, sizeof(op->error.message), fmt, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof(op->error.message))
        mend_tail(op->error.message);
    mend_bytes(op->error.message);
    mend_tail(op->error.path);
    return status;
}

tw_status tw__fail_nomem(tw_op *op)
{
    return tw__fail(op, TW_E_NOMEM, "", "%s", tw_status_text(TW_E_NOMEM));
}

void tw__op_forgive(tw_op *op)
{
    memset(&op->error, 0, sizeof(op->error));
    op->report = TW_NO_STR;
    op->sub_code = op->user_message = TW_NO_STR;
}

void tw__op_path_prefix(tw_op *op, tw_str segment)
{
    char path[sizeof(op->error.path)];
    size_t len = 0, left;

    if (op->error.status == TW_OK)
        return;
    path[len++] = '/';
    /* JSON pointer: '~' is written "~0" and '/' "~1". */
    for (size_t i = 0; i < segment.len && len + 3 < sizeof(path); i++) {
        char c = segment.ptr[i];

        if (c == '~' || c == '/') {
            path[len++] = '~';
            path[len++] = c == '~' ? '0' : '1';
        } else {
            path[len++] = c;
        }
    }
    path[len] = '\0';
    mend_tail(path);
    len = strlen(path);
    left = strlen(op->error.path);
    if (left > sizeof(path) - 1 - len)
        left = sizeof(path) - 1 - len;
    memcpy(path + len, op->error.path, left);
    path[len + left] = '\0';
    mend_tail(path);
    memcpy(op->error.path, path, len + left + 1);
}

void tw__op_path_prefix_index(tw_op *op, size_t index)
{
    char digits[24];
    int len = snprintf(digits, sizeof(digits), "%zu", index);

    tw__op_path_prefix(op, (tw_str){digits, (size_t)len});
}

void *tw__op_get(tw_op *op, size_t size)
{
    void *piece = tw__arena_zero(op->arena, size);

    if (piece == NULL)
        (void)tw__fail_nomem(op);
    return piece;
}

void *tw__op_array(tw_op *op, size_t n, size_t size)
{
    void *piece = tw__arena_array(op->arena, n, size);

    if (piece == NULL)
        (void)tw__fail_nomem(op);
    return piece;
}

tw_str tw__op_str(tw_op *op, tw_str s)
{
    tw_str copy = tw__arena_str(op->arena, s);

    if (copy.ptr == NULL)
        (void)tw__fail_nomem(op);
    return copy;
}

tw_str tw__op_printf(tw_op *op, const char *fmt, ...)
{
    va_list args;
    tw_str text;

    va_start(args, fmt);
    text = tw__arena_vprintf(op->arena, fmt, args);
    va_end(args);
    if (text.ptr == NULL)
        (void)tw__fail_nomem(op);
    return text;
}

tw_str tw__op_take(tw_op *op, const tw_buf *b)
{
    if (b->failed) {
        (void)tw__fail_nomem(op);
        return TW_NO_STR;
    }
    return tw__op_str(op, tw__buf_view(b));
}

int64_t tw__op_now_ms(const tw_op *op)
{
    return op->env->now_ms(op->env->ctx);
}
