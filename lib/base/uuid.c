/* uuid.c -- UUIDs as text. */
#include "base/uuid.h"

#include "base/crypto.h"

static const char hex[] = "0123456789abcdef";

/* The lower-case digit, or NUL. */
static char digit(char c)
{
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
        return c;
    return c >= 'A' && c <= 'F' ? (char)(c + ('a' - 'A')) : '\0';
}

/* Sixteen bytes as text, with the version and the variant set. */
static void print(unsigned char *bytes, int version, char to[TW_UUID_BYTES])
{
    size_t at = 0;

    bytes[6] = (unsigned char)((bytes[6] & 0x0f) | (version << 4));
    bytes[8] = (unsigned char)((bytes[8] & 0x3f) | 0x80);
    for (size_t i = 0; i < 16; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            to[at++] = '-';
        to[at++] = hex[bytes[i] >> 4];
        to[at++] = hex[bytes[i] & 15];
    }
}

bool tw__uuid_normal(tw_str s, char to[TW_UUID_BYTES])
{
    if (s.len != TW_UUID_BYTES)
        return false;
    for (size_t i = 0; i < TW_UUID_BYTES; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        to[i] = dash ? '-' : digit(s.ptr[i]);
        if (dash ? s.ptr[i] != '-' : to[i] == '\0')
            return false;
    }
    return to[14] >= '1' && to[14] <= '5' &&
           (to[19] == '8' || to[19] == '9' || to[19] == 'a' || to[19] == 'b');
}

bool tw__uuid_valid(tw_str s)
{
    char normal[TW_UUID_BYTES];

    return tw__uuid_normal(s, normal);
}

void tw__uuid_new(const tw_env *env, char to[TW_UUID_BYTES])
{
    unsigned char bytes[16];

    env->random(env->ctx, bytes, sizeof(bytes));
    print(bytes, 4, to);
}

tw_str tw__uuid_make(tw_op *op)
{
    char *to = (char *)tw__op_get(op, TW_UUID_BYTES + 1);

    if (to == NULL)
        return TW_NO_STR;
    tw__uuid_new(op->env, to);
    return (tw_str){to, TW_UUID_BYTES};
}

void tw__uuid_named(tw_str name, char to[TW_UUID_BYTES])
{
    unsigned char digest[32];

    tw__crypto_sha256(name, digest);
    print(digest, 5, to);
}
