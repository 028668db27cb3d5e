/* object_template.h -- what every new object comes with (metadata
** specification 5.5). */
#ifndef MODEL_OBJECT_TEMPLATE_H
#define MODEL_OBJECT_TEMPLATE_H

#include "model/draft.h"

/* Draft the system fields, the name field and the four relations of
** d->object, with their indexes; set its label identifier. */
tw_status tw__object_template(tw_draft *d, bool name_field);

#endif
