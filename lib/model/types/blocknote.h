/* blocknote.h -- the block document of RICH_TEXT fields and its markdown. */
#ifndef MODEL_TYPES_BLOCKNOTE_H
#define MODEL_TYPES_BLOCKNOTE_H

#include "base/json.h"

/* May this address stand in a document?  Empty, a path from the root, or of
** scheme http, https, mailto or tel. */
bool tw__blocknote_url(tw_str url);
/* Do all members "url" and "href" hold such addresses? */
bool tw__blocknote_safe(const tw_json *node);

/* The block document of a markdown text, as JSON text; and back.  Lossy: what
** the other side cannot say is kept as plain text.  False, with the builder
** cut back: the result would be longer than `most` bytes. */
bool tw__blocknote_from_markdown(tw_op *op,
                                 tw_buf *b,
                                 tw_str markdown,
                                 size_t most);
bool tw__blocknote_to_markdown(tw_buf *b, const tw_json *blocks, size_t most);

#endif
