/* version.c -- what this library is and can do. */
#include "twentyapi/version.h"

const char *tw_version(void)
{
    return TW_VERSION_STRING;
}

unsigned tw_features(void)
{
    return 0u
#if defined(TW_WITH_UTF8PROC)
           | TW_FEATURE_FOLD
#endif
#if defined(TW_WITH_PCRE2)
           | TW_FEATURE_REGEX
#endif
#if defined(TW_WITH_SODIUM)
           | TW_FEATURE_CRYPTO
#endif
        ;
}
