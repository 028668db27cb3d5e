/* caserun.h -- runs the case files of tests/it/cases: see tests/it/README.md. */
#ifndef SUPPORT_CASERUN_H
#define SUPPORT_CASERUN_H

#include <stddef.h>

typedef struct case_file case_file;

/* One case of a file. */
typedef struct case_entry {
    case_file *file;
    const char *title; /* the sentence */
    const char *from, *to;
    int line;
} case_entry;

/* Read a file, open its workspace; NULL: it cannot be read. */
case_file *case_open(const char *path);
void case_close(case_file *file);
size_t case_count(const case_file *file);
case_entry *case_at(case_file *file, size_t index);
/* Run it.  NULL: passed; else what went wrong, until the next call. */
const char *case_run(case_entry *entry);

#endif
