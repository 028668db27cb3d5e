/* twentyapi.h -- the whole public interface of libtwentyapi.
**
** Start with include/README.md.  There is no global state: everything hangs on
** a tw_db, which is used from one thread at a time.
*/
#ifndef TWENTYAPI_H
#define TWENTYAPI_H

#include "twentyapi/version.h"

#include "twentyapi/alloc.h"
#include "twentyapi/db.h"
#include "twentyapi/key.h"
#include "twentyapi/model.h"
#include "twentyapi/query.h"
#include "twentyapi/record.h"
#include "twentyapi/result.h"
#include "twentyapi/service.h"
#include "twentyapi/status.h"
#include "twentyapi/value.h"

#endif
