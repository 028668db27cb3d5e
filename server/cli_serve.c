/* cli_serve.c -- `twentyapi serve`: settings become the library's options. */
#include "cli.h"
#include "server.h"

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* One arena per thread would multiply what an idle server holds. */
static void bound_arenas(void)
{
#if defined(__GLIBC__)
    (void)mallopt(M_ARENA_MAX, 2);
#endif
}

static void load_options(const config *c, tw_db_options *o)
{
    static const tw_durability durability[] = {
        TW_DURABILITY_FULL, TW_DURABILITY_NORMAL, TW_DURABILITY_OFF};

    o->start = c->number[OPT_MODEL] == 0 ? TW_START_STANDARD : TW_START_EMPTY;
    o->durability = durability[c->number[OPT_SYNCHRONOUS]];
    o->busy_timeout_ms = (uint32_t)c->number[OPT_BUSY_TIMEOUT];
    o->query_timeout_ms = (uint32_t)c->number[OPT_QUERY_TIMEOUT];
    o->max_batch = (uint32_t)c->number[OPT_MAX_BATCH];
    o->cache_kib = (uint32_t)c->number[OPT_CACHE_MIB] * 1024;
    o->mmap_mib = c->number[OPT_MMAP_MIB] == 0
                      ? UINT32_MAX
                      : (uint32_t)c->number[OPT_MMAP_MIB];
    if (c->number[OPT_METADATA_ENVELOPE] != 0)
        o->flags |= TW_DB_LEGACY_METADATA;
    if (c->number[OPT_READ_ONLY] != 0)
        o->flags |= TW_DB_READONLY;
}

int cli_serve(const config *c)
{
    tw_db_options options = TW_DB_OPTIONS_INIT;
    tw_db *db;
    int status;

    bound_arenas();
    load_options(c, &options);
    db = cli_open(c, &options);
    if (db == NULL)
        return EXIT_FAILED;
    status = server_run(c, db);
    tw_db_close(db);
    return status == 0 ? EXIT_OK : EXIT_FAILED;
}
