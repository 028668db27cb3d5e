/* version.h -- numbers of this release and what it was built with. */
#ifndef TWENTYAPI_VERSION_H
#define TWENTYAPI_VERSION_H

#define TW_VERSION_MAJOR 0
#define TW_VERSION_MINOR 1
#define TW_VERSION_PATCH 0
#define TW_VERSION_STRING "0.1.0"

#if defined(_WIN32)
#define TW_API
#elif defined(__GNUC__)
#define TW_API __attribute__((visibility("default")))
#else
#define TW_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What this build can do, as bits of tw_features(). */
#define TW_FEATURE_FOLD 1u   /* Unicode case and accent folding (utf8proc) */
#define TW_FEATURE_REGEX 2u  /* regular expressions (PCRE2) */
#define TW_FEATURE_CRYPTO 4u /* tokens (libsodium) */

/**
 * The version of the library in use, e.g. "0.1.0".  Never NULL; static.
 *
 * @since 0.1
 */
TW_API const char *tw_version(void);

/**
 * The optional features of the library in use: a sum of TW_FEATURE_* bits.
 *
 * @since 0.1
 */
TW_API unsigned tw_features(void);

#ifdef __cplusplus
}
#endif
#endif
