/* actor.c -- ACTOR: who made or changed a record.  What the server puts in by
** itself is decided in record/. */
#include "model/types/common.h"
#include "model/types/types.h"

static const tw_part parts[] = {
    {"source", TW_KIND_SOURCE, false},
    {"workspaceMemberId", TW_KIND_UUID, false},
    {"name", TW_KIND_TEXT, false},
    {"context", TW_KIND_JSON, false},
};

const tw_type tw__type_actor = {
    .id = TW_TYPE_ACTOR,
    .api_name = "ACTOR",
    .parts = parts,
    .part_count = 4,
    .composite = true,
    .creatable = true,
    .accept = tw__accept_parts,
};
