/* report.h -- what is wrong with a change of the data model: every complaint
** about every entity concerned, gathered and then written as one report
** (metadata specification 3.2). */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "base/json.h"

/* In the order of the metadata names (13.5). */
typedef enum tw_report_kind {
    TW_REPORT_FIELD,
    TW_REPORT_OBJECT,
    TW_REPORT_VIEW,
    TW_REPORT_VIEW_FIELD,
    TW_REPORT_INDEX,
    TW_REPORT_SEARCH_FIELD,
    TW_REPORT_KIND_COUNT_
} tw_report_kind;

typedef struct tw_complaint {
    const char *code;
    tw_str message;
    tw_str value; /* the offending value as JSON; absent: none */
    struct tw_complaint *next;
} tw_complaint;

/* One entity that is refused.  Those found wrong before the change was even
** put together are `early`: they carry no status, and no identity. */
typedef struct tw_report_item {
    tw_report_kind kind;
    const char *type; /* "create", "update", "delete" */
    bool early;
    bool unfriendly; /* without userFriendlyMessage */
    tw_json *info;   /* flatEntityMinimalInformation; NULL: {"id":""} */
    tw_complaint *first, *last;
    struct tw_report_item *next;
} tw_report_item;

typedef struct tw_report {
    tw_op *op;
    tw_report_item *first[TW_REPORT_KIND_COUNT_], *last[TW_REPORT_KIND_COUNT_];
    uint32_t count[TW_REPORT_KIND_COUNT_], total;
} tw_report;

void tw__report_init(tw_report *r, tw_op *op);

/* `value` may be NULL.  Memory running out shows in op->error. */
void tw__complain(tw_op *op,
                  tw_report_item *item,
                  const char *code,
                  const tw_json *value,
                  const char *fmt,
                  ...) __attribute__((format(printf, 5, 6)));

/* Take the item up, if there is a complaint about it; it must live on. */
void tw__report_add(tw_report *r, tw_report_item *item);

/* What identifies an entity in a report. */
tw_json *tw__report_field_info(tw_op *op,
                               tw_str uid,
                               tw_str name,
                               tw_str object);
tw_json *tw__report_object_info(tw_op *op,
                                tw_str uid,
                                tw_str name,
                                tw_str plural);

/* A single complaint, reported at once: returns TW_E_METADATA_VALIDATION. */
tw_status tw__report_early(tw_op *op,
                           tw_report_kind kind,
                           const char *type,
                           const char *code,
                           const char *message);

/* TW_OK when nothing was taken up; else op->report is written and
** TW_E_METADATA_VALIDATION (or TW_E_NOMEM) returned. */
tw_status tw__report_finish(tw_report *r);

#endif
