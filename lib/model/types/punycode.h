/* punycode.h -- host names with letters beyond ASCII (RFC 3492, 3490). */
#ifndef MODEL_TYPES_PUNYCODE_H
#define MODEL_TYPES_PUNYCODE_H

#include "base/buf.h"

/* Append the host with such labels as "xn--...".  False: no valid text, or a
** label that is too long. */
bool tw__punycode_host(tw_buf *b, tw_str host);

#endif
