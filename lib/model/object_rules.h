/* object_rules.h -- rules for the names and labels of objects (metadata
** specification 5.3). */
#ifndef MODEL_OBJECT_RULES_H
#define MODEL_OBJECT_RULES_H

#include "model/catalog.h"
#include "model/report.h"
#include "model/rows.h"

/* What of an object is to be checked. */
enum {
    TW_RULE_NAMES = 1,
    TW_RULE_LABEL_SINGULAR = 2,
    TW_RULE_LABEL_PLURAL = 4,
    TW_RULE_SYNC = 8
};

/* Complain about `row`'s names and labels; `self` (or NULL) is the object's
** present form. */
void tw__object_rules(tw_op *op,
                      tw_report_item *item,
                      const tw_object *self,
                      const tw_object_row *row,
                      unsigned rules);

#endif
