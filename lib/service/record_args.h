/* record_args.h -- the arguments of the public record calls, taken in once. */
#ifndef SERVICE_RECORD_ARGS_H
#define SERVICE_RECORD_ARGS_H

#include "record/record.h"
#include "service/run.h"
#include "twentyapi/record.h"

typedef struct tw_record_args {
    const char *object; /* singular name */
    tw_str id, filter, json;
    uint32_t depth;
    const tw_record_options *options;
    const tw_list_options *list;
    const tw_group_options *group;
} tw_record_args;

/* The same, resolved. */
typedef struct tw_record_call {
    const tw_object *object;
    tw_str id;               /* lower-case */
    const tw_filter *filter; /* NULL: none */
    const tw_json *json;     /* NULL: none */
    const tw_select *answer;
    bool upsert;
} tw_record_call;

/* TW_E_OBJECT_NOT_FOUND, TW_E_INVALID, TW_E_MISUSE.  `children`: how many
** related records an answer shows per to-many relation. */
tw_status tw__record_args(tw_op *op,
                          const tw_record_args *args,
                          uint32_t children,
                          tw_record_call *out);
/* The JSON input; a gate's refusal becomes TW_E_INVALID. */
tw_status tw__record_json(tw_op *op, tw_str text, const tw_json **out);

#endif
