/* morph_relation.c -- MORPH_RELATION: one member of a group of relations, of
** which each leads to another object; a join key like any other. */
#include "model/types/relation.h"
#include "model/types/types.h"

static const tw_part parts[] = {{"", TW_KIND_UUID, true}};

const tw_type tw__type_morph_relation = {
    .id = TW_TYPE_MORPH_RELATION,
    .api_name = "MORPH_RELATION",
    .parts = parts,
    .part_count = 1, /* of MANY_TO_ONE; field->column_count tells */
    .creatable = true,
    .accept = tw__relation_accept,
};
