/* phone.h -- reading telephone numbers: which country, and the national number
** without its trunk prefix.  The shape is read, not whether the number is in
** use.  Facts are in phone.def. */
#ifndef MODEL_TYPES_PHONE_H
#define MODEL_TYPES_PHONE_H

#include "base/str.h"

enum {
    TW_PHONE_DIGITS_MIN = 2,
    TW_PHONE_DIGITS_MAX = 17
};

typedef struct tw_phone {
    char country[3]; /* ISO alpha-2; "": cannot be told */
    char calling[4]; /* digits, without '+' */
    char national[TW_PHONE_DIGITS_MAX + 1];
} tw_phone;

bool tw__phone_country(tw_str country); /* known, in capitals? */
bool tw__phone_calling(tw_str digits);  /* of some country? */
/* Does that country use that calling code? */
bool tw__phone_pair(tw_str country, tw_str digits);
/* `country` and `calling` (digits) are known ones or "": a number without '+'
** is read as there.  False: no number, or nothing to read it by. */
bool tw__phone_parse(tw_str text,
                     tw_str country,
                     tw_str calling,
                     tw_phone *out);

#endif
