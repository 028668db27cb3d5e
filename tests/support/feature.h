/* feature.h -- what this build can do, for tests that need it:
**     if (!HAS_FOLD)
**         skip();
*/
#ifndef SUPPORT_FEATURE_H
#define SUPPORT_FEATURE_H

enum {
#if defined(TW_WITH_UTF8PROC)
    HAS_FOLD = 1,
#else
    HAS_FOLD = 0,
#endif
#if defined(TW_WITH_SODIUM)
    HAS_TOKENS = 1,
#else
    HAS_TOKENS = 0,
#endif
#if defined(TW_WITH_PCRE2)
    HAS_REGEX = 1,
#else
    HAS_REGEX = 0,
#endif
#if defined(TW_WITH_ZLIB)
    HAS_GZIP = 1
#else
    HAS_GZIP = 0
#endif
};

#endif
