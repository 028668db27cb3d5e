/* report.c -- gathers complaints about a change of the data model and writes
** them as {"errors","summary","message","userFriendlyMessage"}. */
#include "model/report.h"

#include "model/tree.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *name, *plural;
} names[TW_REPORT_KIND_COUNT_] = {
    [TW_REPORT_FIELD] = {"fieldMetadata", "fieldMetadata"},
    [TW_REPORT_OBJECT] = {"objectMetadata", "objectMetadata"},
    [TW_REPORT_VIEW] = {"view", "views"},
    [TW_REPORT_VIEW_FIELD] = {"viewField", "viewFields"},
    [TW_REPORT_INDEX] = {"index", "indices"},
    [TW_REPORT_SEARCH_FIELD] = {"searchFieldMetadata", "searchFieldMetadata"},
};

void tw__report_init(tw_report *r, tw_op *op)
{
    *r = (tw_report){.op = op};
}

void tw__complain(tw_op *op,
                  tw_report_item *item,
                  const char *code,
                  const tw_json *value,
                  const char *fmt,
                  ...)
{
    tw_complaint *c = tw__op_get(op, sizeof(*c));
    va_list args, again;
    char *text = NULL;
    int len;

    va_start(args, fmt);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (c != NULL && len >= 0)
        text = tw__op_get(op, (size_t)len + 1);
    if (text != NULL)
        vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    if (text == NULL)
        return;
    c->code = code;
    c->message = (tw_str){text, (size_t)len};
    if (value != NULL && value->type == TW_JSON_NULL)
        c->value = TW_STR("null");
    else
        tw__tree_text(op, value, &c->value);
    if (item->last == NULL)
        item->first = c;
    else
        item->last->next = c;
    item->last = c;
}

void tw__report_add(tw_report *r, tw_report_item *item)
{
    if (item->first == NULL)
        return;
    item->next = NULL;
    if (r->last[item->kind] == NULL)
        r->first[item->kind] = item;
    else
        r->last[item->kind]->next = item;
    r->last[item->kind] = item;
    r->count[item->kind]++;
    r->total++;
}

tw_json *tw__report_field_info(tw_op *op,
                               tw_str uid,
                               tw_str name,
                               tw_str object)
{
    tw_json *info = tw__tree_object(op, NULL, 3);

    if (info == NULL)
        return NULL;
    tw__tree_set(info, "universalIdentifier", tw__tree_of(uid));
    tw__tree_set(info, "name", tw__tree_of(name));
    tw__tree_set(info, "objectMetadataUniversalIdentifier",
                 tw__tree_of(object));
    return info;
}

tw_json *tw__report_object_info(tw_op *op,
                                tw_str uid,
                                tw_str name,
                                tw_str plural)
{
    tw_json *info = tw__tree_object(op, NULL, 3);

    if (info == NULL)
        return NULL;
    tw__tree_set(info, "universalIdentifier", tw__tree_of(uid));
    tw__tree_set(info, "nameSingular", tw__tree_of(name));
    tw__tree_set(info, "namePlural", tw__tree_of(plural));
    return info;
}

static void put_complaint(tw_json_writer *w,
                          const tw_report_item *item,
                          const tw_complaint *c)
{
    tw__jw_open(w, '{');
    tw__jw_key(w, "code");
    tw__jw_text(w, tw_str_of(c->code));
    if (c->value.ptr != NULL) {
        tw__jw_key(w, "value");
        tw__jw_raw(w, c->value);
    }
    tw__jw_key(w, "message");
    tw__jw_text(w, c->message);
    if (!item->unfriendly) {
        tw__jw_key(w, "userFriendlyMessage");
        tw__jw_text(w, c->message);
    }
    tw__jw_close(w, '}');
}

static void put_item(tw_json_writer *w, const tw_report_item *item)
{
    tw__jw_open(w, '{');
    if (!item->early) {
        tw__jw_key(w, "status");
        tw__jw_text(w, TW_STR("fail"));
    }
    tw__jw_key(w, "errors");
    tw__jw_open(w, '[');
    for (const tw_complaint *c = item->first; c != NULL; c = c->next)
        put_complaint(w, item, c);
    tw__jw_close(w, ']');
    tw__jw_key(w, "flatEntityMinimalInformation");
    if (item->info == NULL) {
        tw__jw_raw(w, TW_STR("{\"id\":\"\"}"));
    } else {
        tw__jw_open(w, '{');
        for (uint32_t i = 0; i < item->info->count; i++) {
            tw__jw_key_str(w, item->info->items[i].key);
            tw__jw_text(w, item->info->items[i].text);
        }
        tw__jw_close(w, '}');
    }
    tw__jw_key(w, "metadataName");
    tw__jw_text(w, tw_str_of(names[item->kind].name));
    tw__jw_key(w, "type");
    tw__jw_text(w, tw_str_of(item->type));
    tw__jw_close(w, '}');
}

static void put_errors(tw_json_writer *w, const tw_report *r)
{
    tw__jw_key(w, "errors");
    tw__jw_open(w, '{');
    for (int k = 0; k < TW_REPORT_KIND_COUNT_; k++) {
        if (r->count[k] == 0)
            continue;
        tw__jw_key(w, names[k].name);
        tw__jw_open(w, '[');
        for (const tw_report_item *i = r->first[k]; i != NULL; i = i->next)
            put_item(w, i);
        tw__jw_close(w, ']');
    }
    tw__jw_close(w, '}');
}

static void put_summary(tw_json_writer *w, const tw_report *r)
{
    const char *comma = " ";
    tw_buf text;

    tw__buf_init(&text, w->b->alloc);
    tw__buf_text(&text, "Validation failed for");
    tw__jw_key(w, "summary");
    tw__jw_open(w, '{');
    tw__jw_key(w, "totalErrors");
    tw__jw_int(w, r->total);
    for (int k = 0; k < TW_REPORT_KIND_COUNT_; k++) {
        if (r->count[k] == 0)
            continue;
        tw__jw_key(w, names[k].name);
        tw__jw_int(w, r->count[k]);
        tw__buf_printf(&text, "%s%u %s", comma, r->count[k],
                       r->count[k] > 1 ? names[k].plural : names[k].name);
        comma = ", ";
    }
    tw__jw_close(w, '}');
    tw__jw_key(w, "message");
    tw__jw_text(w, tw__buf_view(&text));
    w->b->failed = w->b->failed || text.failed;
    tw__buf_fini(&text);
}

/* The first thing said, in the order in which the kinds matter to a reader. */
static tw_str first_message(const tw_report *r)
{
    static const tw_report_kind order[] = {TW_REPORT_OBJECT, TW_REPORT_FIELD,
                                           TW_REPORT_INDEX};

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if (r->first[order[i]] != NULL)
            return r->first[order[i]]->first->message;
    return TW_STR("the change is refused");
}

tw_status tw__report_finish(tw_report *r)
{
    tw_op *op = r->op;
    tw_json_writer w;
    tw_buf b;

    if (op->error.status != TW_OK) /* memory ran out on the way */
        return op->error.status;
    if (r->total == 0)
        return TW_OK;
    tw__buf_init(&b, op->alloc);
    w = (tw_json_writer){.b = &b};
    tw__jw_open(&w, '{');
    put_errors(&w, r);
    put_summary(&w, r);
    tw__jw_key(&w, "userFriendlyMessage");
    tw__jw_text(&w, r->total > 1 ? TW_STR("Many validation errors")
                                 : first_message(r));
    tw__jw_close(&w, '}');
    op->report = tw__op_take(op, &b);
    tw__buf_fini(&b);
    if (op->report.ptr == NULL)
        return op->error.status;
    return tw__fail(op, TW_E_METADATA_VALIDATION, "", "%.*s",
                    TW_FMT(first_message(r)));
}

tw_status tw__report_early(tw_op *op,
                           tw_report_kind kind,
                           const char *type,
                           const char *code,
                           const char *message)
{
    tw_report_item item = {.kind = kind, .type = type, .early = true};
    tw_report r;

    tw__report_init(&r, op);
    tw__complain(op, &item, code, NULL, "%s", message);
    tw__report_add(&r, &item);
    return tw__report_finish(&r);
}
