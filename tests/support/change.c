/* change.c -- changes of the data model in tests. */
#include "support/change.h"

#include "support/check.h"

#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>

const tw_json *json_of(world *w, const char *fmt, ...)
{
    const tw_json *node = NULL;
    char text[8192];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof(text), fmt, args);
    va_end(args);
    world_ok(w,
             tw__json_read(&w->op, tw__op_str(&w->op, tw_str_of(text)), &node));
    return node;
}

static tw_status run(world *w,
                     change_verb verb,
                     tw_str id,
                     const tw_json *in,
                     tw_str *made)
{
    switch (verb) {
    case OBJECT_CREATE:
        return tw__object_create(&w->op, in, made);
    case OBJECT_UPDATE:
        return tw__object_update(&w->op, id, in);
    case OBJECT_DELETE:
        return tw__object_delete(&w->op, id);
    case FIELD_CREATE:
        return tw__field_create(&w->op, in, made);
    case FIELD_UPDATE:
        return tw__field_update(&w->op, id, in);
    case FIELD_DELETE:
        return tw__field_delete(&w->op, id);
    case INDEX_CREATE:
        return tw__index_create(&w->op, in, made);
    case INDEX_DELETE:
        return tw__index_delete(&w->op, id);
    }
    return TW_E_MISUSE;
}

/* As the service does: the new snapshot takes the old one's place. */
static held_id done(world *w,
                    change_verb verb,
                    const char *id,
                    const tw_json *in)
{
    tw_str made = TW_NO_STR;
    held_id held = {{0}};

    world_begin(w);
    world_ok(w, run(w, verb, tw_str_of(id), in, &made));
    memcpy(held.text, made.ptr == NULL ? "" : made.ptr, made.len);
    if (w->op.model_changed) {
        tw__catalog_release(w->catalog);
        w->catalog = (tw_catalog *)(uintptr_t)w->op.catalog;
        w->op.model_changed = false;
    }
    world_commit(w);
    world_next(w);
    return held;
}

held_id made_object(world *w, const tw_json *in)
{
    return done(w, OBJECT_CREATE, NULL, in);
}

held_id made_field(world *w, const tw_json *in)
{
    return done(w, FIELD_CREATE, NULL, in);
}

held_id made_index(world *w, const tw_json *in)
{
    return done(w, INDEX_CREATE, NULL, in);
}

void updated_object(world *w, const char *id, const tw_json *in)
{
    done(w, OBJECT_UPDATE, id, in);
}

void updated_field(world *w, const char *id, const tw_json *in)
{
    done(w, FIELD_UPDATE, id, in);
}

void deleted_object(world *w, const char *id)
{
    done(w, OBJECT_DELETE, id, NULL);
}

void deleted_field(world *w, const char *id)
{
    done(w, FIELD_DELETE, id, NULL);
}

void deleted_index(world *w, const char *id)
{
    done(w, INDEX_DELETE, id, NULL);
}

held_id quick_object(world *w, const char *singular)
{
    return made_object(
        w, json_of(w,
                   "{\"nameSingular\":\"%s\",\"namePlural\":\"%ss\","
                   "\"labelSingular\":\"%s\",\"labelPlural\":\"%ss\"}",
                   singular, singular, singular, singular));
}

held_id quick_field(world *w,
                    const char *object_id,
                    const char *name,
                    const char *type)
{
    return made_field(w, json_of(w,
                                 "{\"objectMetadataId\":\"%s\",\"type\":\"%s\","
                                 "\"name\":\"%s\",\"label\":\"%s\"}",
                                 object_id, type, name, name));
}

held_id quick_relation(world *w,
                       const char *from,
                       const char *to,
                       const char *name,
                       const char *other_label)
{
    return made_field(
        w, json_of(w,
                   "{\"objectMetadataId\":\"%s\",\"type\":\"RELATION\","
                   "\"name\":\"%s\",\"label\":\"%s\","
                   "\"relationCreationPayload\":{\"type\":\"MANY_TO_ONE\","
                   "\"targetObjectMetadataId\":\"%s\","
                   "\"targetFieldLabel\":\"%s\","
                   "\"targetFieldIcon\":\"IconLink\"}}",
                   from, name, name, to, other_label));
}

static void digest_item(tw_buf *b, const tw_json *item)
{
    const tw_json *errors = tw__json_member(item, "errors");

    tw__buf_char(b, '[');
    for (uint32_t i = 0; i < errors->count; i++) {
        if (i > 0)
            tw__buf_char(b, ' ');
        tw__buf_str(b, tw__json_member(&errors->items[i], "code")->text);
    }
    tw__buf_char(b, ']');
}

static void check_digest(world *w,
                         tw_str report,
                         const char *wanted,
                         const char *file,
                         int line)
{
    const tw_json *root = NULL, *errors;
    tw_buf b;

    tw__buf_init(&b, &w->alloc);
    if (tw__json_read(&w->op, report, &root) != TW_OK)
        _fail(file, line);
    errors = tw__json_member(root, "errors");
    for (uint32_t k = 0; errors != NULL && k < errors->count; k++) {
        if (k > 0)
            tw__buf_char(&b, ' ');
        tw__buf_str(&b, errors->items[k].key);
        for (uint32_t i = 0; i < errors->items[k].count; i++)
            digest_item(&b, &errors->items[k].items[i]);
    }
    world_check_text(tw__buf_view(&b), wanted, file, line);
    tw__buf_fini(&b);
}

void refused_at(world *w,
                change_verb verb,
                const char *id,
                const tw_json *in,
                tw_status status,
                const char *digest,
                const char *file,
                int line)
{
    int64_t objects = world_int(w, "SELECT count(*) FROM tw_object");
    int64_t fields = world_int(w, "SELECT count(*) FROM tw_field");
    tw_str made = TW_NO_STR, report;
    tw_status st;

    world_begin(w);
    st = run(w, verb, tw_str_of(id), in, &made);
    report = w->op.report;
    world_check(w, st, status, file, line);
    if (w->op.catalog != w->catalog || w->op.model_changed)
        _fail(file, line);
    world_rollback(w);
    if (digest != NULL)
        check_digest(w, report, digest, file, line);
    if (world_int(w, "SELECT count(*) FROM tw_object") != objects ||
        world_int(w, "SELECT count(*) FROM tw_field") != fields)
        _fail(file, line);
    world_next(w);
}
