/* blocknote.c -- which addresses a block document may hold. */
#include "model/types/blocknote.h"

bool tw__blocknote_url(tw_str url)
{
    static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:"};

    while (url.len > 0 && (unsigned char)url.ptr[0] <= ' ')
        url = tw__str_sub(url, 1, url.len);
    if (url.len == 0)
        return true;
    if (url.ptr[0] == '/')
        return url.len == 1 || (url.ptr[1] != '/' && url.ptr[1] != '\\');
    for (int i = 0; i < 4; i++) {
        tw_str scheme = tw_str_of(schemes[i]);
        if (url.len > scheme.len &&
            tw__str_eq_ascii_case(tw__str_sub(url, 0, scheme.len), scheme))
            return true;
    }
    return false;
}

bool tw__blocknote_safe(const tw_json *node)
{
    for (uint32_t i = 0; i < node->count; i++) {
        const tw_json *m = &node->items[i];

        if (m->type == TW_JSON_TEXT && node->type == TW_JSON_OBJECT &&
            (tw__str_is(m->key, "url") || tw__str_is(m->key, "href")) &&
            !tw__blocknote_url(m->text))
            return false;
        if (!tw__blocknote_safe(m))
            return false;
    }
    return true;
}
