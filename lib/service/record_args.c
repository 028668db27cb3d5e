/* record_args.c -- names, ids, filters and JSON of the public record calls. */
#include "service/record_args.h"

#include "base/utf8.h"
#include "base/uuid.h"
#include "rest/filter_syntax.h"

/* The actor of calls that name none. */
static const tw_str default_name = {"System", 6};
static const tw_str default_source = {"SYSTEM", 6};

static tw_status load_options(tw_op *op,
                              const tw_record_options *from,
                              tw_record_options *to)
{
    memset(to, 0, sizeof(*to));
    if (from != NULL) {
        if (from->struct_size < offsetof(tw_record_options, actor_source))
            return tw__fail(op, TW_E_MISUSE, "",
                            "options not made with TW_RECORD_OPTIONS_INIT");
        memcpy(to, from,
               from->struct_size < sizeof(*to) ? from->struct_size
                                               : sizeof(*to));
    }
    op->actor = (tw_actor){
        .source =
            to->actor_source.ptr != NULL ? to->actor_source : default_source,
        .name = to->actor_name.ptr != NULL ? to->actor_name : default_name,
        .context = TW_STR("{}")};
    if (!tw__utf8_valid(op->actor.name) || !tw__utf8_valid(op->actor.source))
        return tw__fail(op, TW_E_INVALID, "", "the actor is not UTF-8 text");
    return TW_OK;
}

tw_status tw__record_json(tw_op *op, tw_str text, const tw_json **out)
{
    if (text.ptr == NULL)
        return tw__fail(op, TW_E_MISUSE, "", "JSON text is needed");
    if (text.len > op->limits->max_body_bytes)
        return tw__fail(op, TW_E_TOO_LARGE, "", "more than %u bytes of JSON",
                        op->limits->max_body_bytes);
    if (tw__json_read(op, text, out) == TW_E_BAD_REQUEST)
        op->error.status = TW_E_INVALID;
    return op->error.status;
}

static tw_status take_id(tw_op *op, tw_str id, tw_record_call *out)
{
    char *normal = tw__op_get(op, TW_UUID_BYTES);

    if (normal == NULL)
        return op->error.status;
    if (!tw__uuid_normal(id, normal))
        return tw__fail(op, TW_E_INVALID, "", "'%.*s' is not a valid UUID",
                        TW_FMT(id));
    out->id = (tw_str){normal, TW_UUID_BYTES};
    return TW_OK;
}

tw_status tw__record_args(tw_op *op,
                          const tw_record_args *args,
                          uint32_t children,
                          tw_record_call *out)
{
    tw_record_options options;

    memset(out, 0, sizeof(*out));
    if (args->object == NULL)
        return tw__fail(op, TW_E_MISUSE, "", "no object is named");
    if (load_options(op, args->options, &options) != TW_OK)
        return op->error.status;
    out->object = tw__object_by_singular(op->catalog, tw_str_of(args->object));
    if (out->object == NULL)
        return tw__fail(op, TW_E_OBJECT_NOT_FOUND, "",
                        "there is no object '%s'", args->object);
    if (args->id.ptr != NULL && take_id(op, args->id, out) != TW_OK)
        return op->error.status;
    if (args->filter.ptr != NULL &&
        tw__filter_parse(op, args->filter, &out->filter) != TW_OK)
        return op->error.status;
    if (args->json.ptr != NULL &&
        tw__record_json(op, args->json, &out->json) != TW_OK)
        return op->error.status;
    out->upsert = options.upsert;
    if (options.depth < args->depth)
        options.depth = args->depth;
    if (options.depth > 1)
        return tw__fail(op, TW_E_MISUSE, "", "depth %u is neither 0 nor 1",
                        options.depth);
    return tw__select_full(op, out->object, options.depth, children,
                           &out->answer);
}
